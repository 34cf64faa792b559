def log = new File(basedir, 'build.log').text
assert log.contains('-Dverdict.apiKey would show the API key')
assert !log.contains('_leaked')
assert !log.contains('Connection refused')
assert !new File(basedir, 'target/verdict').exists()
