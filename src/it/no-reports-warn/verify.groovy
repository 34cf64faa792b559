assert context.tracker.stop() == [:]
assert new File(basedir, 'build.log').text.contains('[WARNING] There are no test reports of this run in ')
// Only a publication shows that the tracker is there; what waits is left to one that has results, or to a replay.
assert new File(basedir, '.verdict/outbox').list().any { it.endsWith('.json') }
