def log = new File(basedir, 'build.log').text
assert log.contains('There is no setting -Dverdict.rally.testset. Did you mean -Dverdict.rally.testSet?')
assert !log.contains('Connection refused')
assert !new File(basedir, 'target/verdict').exists()
