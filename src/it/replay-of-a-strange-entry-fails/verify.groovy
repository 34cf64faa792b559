assert context.tracker.stop() == [:]
assert new File(basedir, '.verdict/outbox').list().any { it.endsWith('.json') }
assert new File(basedir, 'build.log').text.contains('the entry is for http://127.0.0.1:9/, but credentials are sent to the configured server only')
