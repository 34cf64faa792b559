assert context.tracker.stop() == [:]
assert new File(basedir, 'build.log').text.count('Skipped, because -Dverdict.skip is set.') == 2
assert !new File(basedir, 'target/verdict').exists()
