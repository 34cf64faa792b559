assert context.tracker.stop() == [
    TC1: ['Pass'] * 3, TC2: ['Pass'] * 3, TC3: ['Pass'] * 4, TC4: ['Fail'] * 4, TC5: ['Pass'] * 3
]

def log = new File(basedir, 'build.log').text
assert log.findAll(/\d+ published/) == ['4 published', '5 published', '5 published', '2 published', '1 published']
assert log.count('are published now') == 4
assert !['cart', 'stock', 'voucher'].any { new File(basedir, it + '/target/verdict').exists() }
assert !new File(basedir, 'voucher/.verdict').exists()
