assert context.tracker.stop() == [TC1: ['Pass'], TC2: ['Pass'], TC6: ['Pass']]
assert new File(basedir, 'build.log').text =~ /Failed to execute goal io.gitlab.verdict:verdict-maven-plugin:[^:]+:publish .*TC404/
