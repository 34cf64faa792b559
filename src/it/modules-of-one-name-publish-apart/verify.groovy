assert context.tracker.stop() == [TC1: ['Pass'], TC2: ['Fail']]

assert !new File(basedir, 'build.log').text.contains('contradict')
def publication = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/verdict/publication.json'))
assert publication.executions*.module.sort() == ['it.x:tests', 'it.y:tests']
