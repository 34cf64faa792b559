assert context.tracker.stop() == [:]
assert new File(basedir, 'build.log').text =~ /were written before this run and are left out; the first is .*TEST-shop.CartTest.xml/
