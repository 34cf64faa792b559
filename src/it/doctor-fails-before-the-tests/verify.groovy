assert context.tracker.stop() == [:]

def log = new File(basedir, 'build.log').text
assert log =~ /error +test cases +TC404: unknown/
assert log.contains('-> Correct the id, or ask for access.')
assert log.contains('-Dverdict.doctor.failOn=never')
assert !log.contains('Tests run:')
def doctor = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/verdict/doctor.json'))
assert doctor.schema == 1
assert doctor.errors == 1
def errors = doctor.checks.findAll { it.grade == 'error' }
assert errors*.name == ['test cases']
