assert context.tracker.stop() == [TC1: [''], TC2: ['']]
assert new File(basedir, 'build.log').text.contains('A sweep changes only what a filter allows, and none is set.')
