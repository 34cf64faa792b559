assert context.tracker.stop() == [TC1: ['Pass'], TC2: ['Pass']]

def publication = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/verdict/publication.json'))
assert publication.complete
assert publication.results*.state == ['published', 'published']
assert new File(basedir, 'target/verdict/index.html').text.contains('TC1')
