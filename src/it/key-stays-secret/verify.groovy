assert context.tracker.stop() == [TC3: ['Pass'], TC4: ['Fail']]
assert new File(basedir, 'build.log').text.contains('[DEBUG]')

def key = '_canary-' + '5c1f0b7e9d'
def telling = []
[basedir, new File(basedir.parentFile, 'tracker-of-' + basedir.name)].each { directory ->
    directory.eachFileRecurse(groovy.io.FileType.FILES) { file ->
        file.eachLine('ISO-8859-1') { line ->
            // Surefire and Failsafe, not this plugin, list the environment with -X.
            if (line.contains(key) && !line.startsWith('[DEBUG] env.')) {
                telling << "$file: $line"
            }
        }
    }
}
assert telling == []
