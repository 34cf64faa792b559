def log = new File(basedir, 'build.log').text
assert log.contains('0 published, 0 already there, 2 not published')
assert log =~ /Failed to execute goal io.gitlab.verdict:verdict-maven-plugin:[^:]+:check/
assert log.contains('VERDICT_API_KEY')
assert context.tracker.stop() == [:]
