def log = new File(basedir, 'build.log').text
assert log.contains('result not published: there is no API key, and the ref "feature/x" is not protected, so GitLab provides no protected variables.') ||
        log.contains('results not published: there is no API key, and the ref "feature/x" is not protected, so GitLab provides no protected variables.')
def verdict = new File(basedir, 'target/verdict')
def publication = new groovy.json.JsonSlurper().parse(new File(verdict, 'publication.json'))
assert publication.skipped && !publication.complete && publication.results*.state.unique() == ['unpublished']
assert new File(verdict, 'verdict.env').readLines().contains('VERDICTS_STATE=skipped')
assert ['index.html', 'summary.md', 'gitlab-annotations.json'].every { new File(verdict, it).file }
assert !new File(basedir, '.verdict/outbox').list().any { it.endsWith('.json') }
