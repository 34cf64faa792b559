assert context.tracker.stop() == [:]
assert new File(basedir, 'build.log').text.contains('[WARNING] No test reports of this run in ')
