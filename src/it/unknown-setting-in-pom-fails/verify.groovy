def log = new File(basedir, 'build.log').text
assert log.contains('There is no setting <unpublished>. Did you mean <onUnpublished>?')
assert !log.contains('Connection refused')
assert !new File(basedir, 'target/verdict').exists()
