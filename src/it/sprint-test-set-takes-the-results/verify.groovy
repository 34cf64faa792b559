def names = context.tracker.read('testset', 'Name,TestCaseCount')
def results = context.tracker.read('testcaseresult', 'TestSet')
assert context.tracker.stop().keySet() == ['TC1', 'TC2', 'TC5'] as Set
assert names*.Name*.asString() == ['Sprint-Sprint 12-Automated-Tests']
assert names[0].TestCaseCount.asInt() == 1
assert results.every { it.TestSet._refObjectName.asString() == 'Sprint-Sprint 12-Automated-Tests' }

def log = new File(basedir, 'build.log').text
assert log.count('will create it with iteration "Sprint 12"') == 1
assert log.indexOf('the key\'s owner may write in the project') < log.indexOf('Tests run:')
assert log.count('this goal runs once, in the first module') == 4
def doctor = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/verdict/doctor.json'))
assert doctor.tracker == 'rally'
