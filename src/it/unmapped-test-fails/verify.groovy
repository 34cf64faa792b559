assert context.tracker.stop() == [TC5: ['Pass']]
assert new File(basedir, 'build.log').text =~ /:check .* 1 test executions resolve to no test case/
