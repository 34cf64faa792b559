assert context.tracker.stop() == [:]
def log = new File(basedir, 'build.log').text
assert log.contains('[DEBUG]')
assert log.contains('2 not published')

def telling = []
basedir.eachFileRecurse(groovy.io.FileType.FILES) { file ->
    if (file.name != 'invoker.properties' && file.getText('ISO-8859-1').contains('_canary-' + 'expired')) {
        telling << file
    }
}
assert telling == []
