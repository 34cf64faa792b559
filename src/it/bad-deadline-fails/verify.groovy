def log = new File(basedir, 'build.log').text
assert log.contains('<deadline> is "soon"; write 90s, 10m, 1h or PT10M.')
assert !log.contains('Connection refused')
assert !new File(basedir, 'target/verdict').exists()
