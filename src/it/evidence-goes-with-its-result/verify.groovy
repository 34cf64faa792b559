def files = context.tracker.files()
assert context.tracker.stop() == [TC1: ['Fail'], TC2: ['Fail']]
assert files == ['TC1 waiting.txt (text/plain)': 'what waited',
                 'TC2 page.html (text/html)': new File(basedir, 'page.html').text]
assert !new File(basedir, '.verdict/outbox').list().any { it.endsWith('.json') || it.endsWith('.files') }
def publication = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/verdict/publication.json'))
assert publication.attachments.collect { [it.name, it.state] } == [['page.html', 'attached'], ['passwd', 'refused']]
