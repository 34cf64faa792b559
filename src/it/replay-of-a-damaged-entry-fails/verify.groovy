def log = new File(basedir, 'build.log').text
assert log.contains('B1-0.json is damaged')
assert log.contains('0 publications remain in the outbox, and 1 entries cannot be read')
assert !log.contains('The outbox is empty')
assert new File(basedir, '.verdict/outbox/damaged/B1-0.json').exists()
