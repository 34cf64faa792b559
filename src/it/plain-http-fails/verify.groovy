def log = new File(basedir, 'build.log').text
assert log.contains('http://tracker.example')
assert log.contains('https')
assert !log.contains('Connection refused')
assert !new File(basedir, 'target/verdict').exists()
