context.tracker.stop()
def status = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/verdict/status.json'))
assert status.counts.notScheduled == 8 && status.cases.size() == 8
assert new File(basedir, 'target/verdict/status.html').text.contains('Status of 8 test cases')
def log = new File(basedir, 'build.log').text
assert log =~ /All test cases +8 +0 +0 +0 +0 +8/
assert log.contains('No active run container')
