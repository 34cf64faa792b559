def log = new File(basedir, 'build.log').text
assert log.contains('shop.VoucherTest.TC5_halves: TC5 by name')
assert log.contains('1 of 2 test executions resolve to a test case')
assert new File(basedir, 'target/verdict/unresolved.yaml').text.contains('shop.VoucherTest.expires')
