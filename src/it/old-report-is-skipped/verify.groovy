assert context.tracker.stop() == [:]
assert new File(basedir, 'build.log').text =~ /TEST-shop.CartTest.xml.* was written .* before/
