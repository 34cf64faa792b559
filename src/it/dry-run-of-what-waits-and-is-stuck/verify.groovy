assert context.tracker.stop() == [TC1: ['']]
def log = new File(basedir, 'build.log').text
assert log.contains('Not published: 1 results: TC1: dry run: would be created')
assert log.contains('Dry run: nothing was written, and the outbox is unchanged.')
assert log.contains('dry run: nothing was changed')
assert new File(basedir, '.verdict/outbox').list().any { it.endsWith('.json') }
assert !new groovy.json.JsonSlurper().parse(new File(basedir, 'target/verdict/sweep.json')).applied
