assert context.tracker.stop() == [TC3: ['Fail'], TC4: ['Pass']]

def log = new File(basedir, 'build.log').text
assert log.count('2 results, 2 published, 0 already there') == 1
assert log.count('2 results, 0 published, 2 already there') == 1
assert log =~ /were? written before this run and (are|is) left out[;,] the first is .*TEST-shop.CartTest.xml/
