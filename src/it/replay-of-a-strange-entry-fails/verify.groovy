assert context.tracker.stop() == [:]
assert new File(basedir, '.verdict/outbox').list().any { it.endsWith('.json') }
assert new File(basedir, 'build.log').text.contains('it is bound for http://127.0.0.1:9/, but the API key goes to the configured')
