assert context.tracker.stop() == [TC1: [''], TC2: ['']]
assert new File(basedir, 'build.log').text.contains('A sweep needs a filter before it changes anything, and none is set.')
