assert context.tracker.stop() == [TC1: ['Pass'], TC2: ['Pass'], TC5: ['Pass']]

def log = new File(basedir, 'build.log').text
assert log.count('The tests of after are left out, because verdict:publish is not bound there') == 1
