def log = new File(basedir, 'build.log').text
assert log.contains("The Rally workspace is not set. Add <rally><workspace>name</workspace></rally>")
assert !log.contains('Connection refused')
assert !new File(basedir, 'target/verdict').exists()
