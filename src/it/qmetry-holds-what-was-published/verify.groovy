def held = context.tracker.stop().findAll { !it.statuses().empty }
assert held.collectEntries { [it.testCase(), it.statuses()] } ==
        ['ACME-TC-1': ['Passed'], 'ACME-TC-2': ['Failed'], 'ACME-TC-3': ['Passed']]
assert held.every { it.platform() == 'Chrome' && it.suite() == 'ACME-TS-1' && it.automated() }
assert held.find { it.testCase() == 'ACME-TC-2' }.comment().contains('the basket is empty')

def log = new File(basedir, 'build.log').text
assert log.contains('3 results, 0 published, 0 already there, 3 not published')
assert log.contains('3 results, 3 published, 0 already there, 0 not published')
assert log.contains('3 results, 0 published, 3 already there, 0 not published')
assert !new File(basedir, '.verdict/outbox').list().any { it.endsWith('.json') }

def publication = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/verdict/publication.json'))
assert publication.tracker == 'qmetry'
assert publication.url.contains('/#/test-suite/')
assert publication.executions.collectEntries { [it.testCases[0], it.rule] } ==
        ['ACME-TC-1': 'name', 'ACME-TC-2': 'annotation', 'ACME-TC-3': 'mapping']
assert new File(basedir, 'target/verdict/index.html').text.contains('ACME-TC-3')
