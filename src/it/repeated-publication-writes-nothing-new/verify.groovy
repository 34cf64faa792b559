assert context.tracker.stop() == [TC1: ['Pass'], TC2: ['Fail'], TC3: ['Fail'], TC4: ['Pass']]
assert new File(basedir, 'build.log').text.contains('4 results, 0 published, 4 already there, 0 not published')
