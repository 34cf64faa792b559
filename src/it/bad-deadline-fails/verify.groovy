def log = new File(basedir, 'build.log').text
assert log.contains('<deadline> must be a duration such as 90s, 10m, 1h or PT10M, but is "soon".')
assert !log.contains('Connection refused')
assert !new File(basedir, 'target/verdict').exists()
