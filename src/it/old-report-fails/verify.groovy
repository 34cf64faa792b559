assert context.tracker.stop() == [:]
assert new File(basedir, 'build.log').text =~ /Failed to execute goal .*TEST-shop.CartTest.xml/
