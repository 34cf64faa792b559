assert context.tracker.stop() == [TC3: ['Pass'], TC4: ['Fail']]

def log = new File(basedir, 'build.log').text
assert log.indexOf('2 results, 2 published') > log.indexOf('BUILD FAILURE')
assert log.count('2 results') == 1
assert !log.contains('are published now')
