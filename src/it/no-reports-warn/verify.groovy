assert context.tracker.stop() == [:]
assert new File(basedir, 'build.log').text.contains('[WARNING] There are no test reports of this run in ')
// Waiting results are replayed only after a publication with results, or by replay.
assert new File(basedir, '.verdict/outbox').list().any { it.endsWith('.json') }
