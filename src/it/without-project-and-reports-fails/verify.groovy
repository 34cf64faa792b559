assert new File(basedir, 'build.log').text.contains('There are no test reports of this run in ')
assert context.tracker.stop() == [:]
