assert context.tracker.stop() == [TC1: ['Pass']]
assert !new File(basedir, '.verdict/outbox').list().any { it.endsWith('.json') }
assert new File(basedir, 'build.log').text.contains('1 published')
