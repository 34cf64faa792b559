def log = new File(basedir, 'build.log').text
assert log.contains('-Dverdict.apiKey must not hold a credential: everyone who can see process lists or test reports could read it.')
assert !log.contains('_leaked')
assert !log.contains('Connection refused')
assert !new File(basedir, 'target/verdict').exists()
