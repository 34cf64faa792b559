assert context.tracker.stop() == [TC3: ['Pass'], TC4: ['Fail']]

def log = new File(basedir, 'build.log').text
assert log.count('are published now') == 2
assert log.count('2 results, 2 published') == 1
assert log.count('Nothing is published: the build ended before any test ran') == 1
assert log.count('2 results, 0 published, 0 already there, 2 not published') == 1
assert new File(basedir, '.verdict/outbox').list().any { it.endsWith('.json') }
assert log.count('must be a duration such as 90s, 10m, 1h or PT10M, but is "soon"') == 1
// The error of the build itself is the last one whenever something was published.
assert log.split('are published now').drop(1).every {
    it.indexOf('Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin') > it.indexOf('not published')
}
