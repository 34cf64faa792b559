assert context.tracker.stop() == [:]
assert new File(basedir, 'build.log').text.contains('No test reports, because the tests were skipped.')
