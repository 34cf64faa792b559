assert context.tracker.stop() == [TC1: ['Pass', 'Pass'], TC2: ['Pass', 'Pass'], TC5: ['Pass', 'Pass']]

def log = new File(basedir, 'build.log').text
assert log.count('3 results, 3 published') == 2
assert !new File(basedir, 'cart/target/verdict').exists()
assert !new File(basedir, 'second/target/verdict').exists()
