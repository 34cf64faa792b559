assert context.tracker.stop() == [TC3: ['Pass'], TC4: ['Fail']]

def log = new File(basedir, 'build.log').text
assert log =~ /--- (verdict|verdict-maven-plugin):[^:]+:check/
assert log =~ /Failed to execute goal org.apache.maven.plugins:maven-failsafe-plugin:[^:]+:verify/
