def log = new File(basedir, 'build.log').text
assert log.contains('No API key: the environment variable VERDICT_API_KEY is not set, and settings.xml has no <server> with id "rally"')
assert !log.contains('Connection refused')
assert !new File(basedir, 'target/verdict').exists()
