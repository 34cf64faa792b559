assert context.tracker.stop() == [:]

def log = new File(basedir, 'build.log').text
assert log.contains('[WARNING] "**/surefire-report/TEST-*.xml" of <reports> matches nothing')
assert log =~ /Failed to execute goal io.gitlab.verdict:verdict-maven-plugin:[^:]+:check/
