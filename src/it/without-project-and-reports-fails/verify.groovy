assert new File(basedir, 'build.log').text.contains('No test reports of this run in ')
assert context.tracker.stop() == [:]
