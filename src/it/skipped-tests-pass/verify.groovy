assert context.tracker.stop() == [:]
assert new File(basedir, 'build.log').text.contains('There are no test reports, because the tests were skipped.')
