def log = new File(basedir, 'build.log').text
assert log.contains('No API key: neither the environment variable VERDICT_API_KEY nor a <server> with id "rally" and a <password> in settings.xml is set.')
assert !log.contains('Connection refused')
assert !new File(basedir, 'target/verdict').exists()
