def log = new File(basedir, 'build.log').text
assert log.count('verdict:check will fail the build or warn') == 3
assert log.findAll(/Failed to execute goal (?:io.gitlab.verdict|org.apache.maven.plugins):([\w-]+):[^:]+:([\w-]+)/) { it[1] + ':' + it[2] }.unique() == [
    'verdict-maven-plugin:check', 'maven-failsafe-plugin:verify'
]
assert log =~ /is incomplete: No API key: neither the environment variable VERDICT_API_KEY nor/
assert log.contains('is incomplete: <deadline> must be a duration') || log.contains('is incomplete: -Dverdict.deadline must be a duration')
assert !log.contains('Connection refused')

def account = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/verdict/publication.json'))
assert account.tracker == 'rally' && !account.complete && account.findings*.severity == ['error']
assert new File(basedir, 'target/verdict/verdict.env').readLines().contains('VERDICTS_STATE=incomplete')
