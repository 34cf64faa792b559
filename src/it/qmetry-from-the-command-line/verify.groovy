import groovy.json.JsonSlurper

def held = context.tracker.stop().findAll { !it.statuses().empty }
assert held.collectEntries { [it.testCase(), it.statuses()] } ==
        ['ACME-TC-1': ['Passed'], 'ACME-TC-2': ['Failed'], 'ACME-TC-3': ['Passed']]
assert held.every { it.suite() == 'ACME-TS-1' && it.platform() == 'Chrome' && it.build() == 'GitLab-4711' }

def log = new File(basedir, 'build.log').text
assert log =~ /error +test suite +Test suite ACME-TS-1 has no run on platform "Chrome" in cycle "Sprint9"/
assert log.contains('-> Link the suite to the cycle and the platform, or correct <qmetry>.')
assert log =~ /ok +test suite +ACME-TS-1/
assert log =~ /ok +test cases +1 mapped/
assert (log =~ /3 results, .*/).collect() == [
        '3 results, 0 published, 0 already there, 3 not published (dry run: nothing was written)',
        '3 results, 0 published, 0 already there, 3 not published',
        '3 results, 3 published, 0 already there, 0 not published',
        '3 results, 0 published, 3 already there, 0 not published']
assert log =~ /ACME-TS-1\/Release 1\/Sprint 1\/Chrome.* 8 +1 +0 +5 +2 /

def doctor = new JsonSlurper().parse(new File(basedir, 'target/verdict/doctor.json'))
assert doctor.errors == 0
def status = new JsonSlurper().parse(new File(basedir, 'target/verdict/status.json'))
assert status.cases.size() == 15
assert !new File(basedir, '.verdict/outbox').list().any { it.endsWith('.json') }
