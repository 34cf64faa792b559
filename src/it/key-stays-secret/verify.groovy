assert context.tracker.stop() == [TC3: ['Pass'], TC4: ['Fail']]
assert new File(basedir, 'build.log').text.contains('[DEBUG]')

def key = '_canary-' + '5c1f0b7e9d'
def telling = []
[basedir, new File(basedir.parentFile, 'tracker-of-' + basedir.name)].each { directory ->
    directory.eachFileRecurse(groovy.io.FileType.FILES) { file ->
        if (file.getText('ISO-8859-1').contains(key)) {
            telling << file
        }
    }
}
assert telling == []
