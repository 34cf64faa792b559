assert context.tracker.stop() == [TC6: ['Pass']]

def log = new File(basedir, 'build.log').text
assert log =~ /Failed to execute goal io.gitlab.verdict:verdict-maven-plugin:[^:]+:check/
assert log.contains('1 of 2 results')
def publication = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/verdict/publication.json'))
assert publication.results.find { it.testCase == 'TC404' }.reason
