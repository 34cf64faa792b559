assert context.tracker.stop() == [:]
assert new File(basedir, 'build.log').text =~ /were written before this run and are left out, .*TEST-shop.CartTest.xml/
