assert context.tracker.stop() == [:]
def log = new File(basedir, 'build.log').text
assert log.contains('[DEBUG]')
assert log.contains('2 not published')
assert new File(basedir, '.verdict/outbox').list().any { it.endsWith('.json') }

def key = '_canary-' + 'expired'
def telling = []
basedir.eachFileRecurse(groovy.io.FileType.FILES) { file ->
    file.eachLine('ISO-8859-1') { line ->
        // Surefire and Failsafe, not this plugin, list the environment with -X; the invoker's own file gives the key.
        if (line.contains(key) && !line.startsWith('[DEBUG] env.') && file.name != 'invoker.properties') {
            telling << "$file: $line"
        }
    }
}
assert telling == []
