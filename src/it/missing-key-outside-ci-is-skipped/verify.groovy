def lines = new File(basedir, 'build.log').readLines()
def reason = 'there is no API key, and this build does not run in CI.'
['doctor', 'test-set', 'publish'].each { goal ->
    assert lines.count { it.contains("verdict:${goal} is skipped: ${reason}") } == 1
}
assert lines.count { it.contains("The last publication was skipped: ${reason}") } == 1
assert !lines.any { it.contains('WARN') && it.contains('API key') }

def verdict = new File(basedir, 'target/verdict')
def publication = new groovy.json.JsonSlurper().parse(new File(verdict, 'publication.json'))
assert publication.skipped == reason && !publication.complete && publication.executions == []
assert new File(verdict, 'verdict.env').readLines().contains('VERDICTS_STATE=skipped')
assert !new File(basedir, '.verdict').exists()
