assert context.tracker.stop() == [TC6: ['Pass']]
assert new File(basedir, 'build.log').text =~ /\[WARNING\] 1 of 2 results .*TC404/
