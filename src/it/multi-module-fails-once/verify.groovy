assert context.tracker.stop() == [TC1: ['Pass'], TC2: ['Pass'], TC6: ['Pass']]

def log = new File(basedir, 'build.log').text
assert log.count('3 published, 0 already there, 1 not published') == 1
assert log =~ /TC404\): .*Fix the cause/
