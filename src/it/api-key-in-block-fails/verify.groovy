def log = new File(basedir, 'build.log').text
assert log.contains('<rally><apiKey> would publish the API key with the POM')
assert !log.contains('_leaked')
assert !log.contains('Connection refused')
assert !new File(basedir, 'target/verdict').exists()
