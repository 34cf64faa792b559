def log = new File(basedir, 'build.log').text
assert log =~ /Failed to execute goal io.gitlab.verdict:verdict-maven-plugin:[^:]+:publish/
assert log.contains('4 of 4 results')
assert context.tracker.stop() == [:]
