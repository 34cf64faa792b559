assert context.tracker.stop() == [:]
assert new File(basedir, 'build.log').text.contains('dry run: nothing was written')
def publication = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/verdict/publication.json'))
assert publication.results*.reason.every { it == 'dry run: would be created' }
