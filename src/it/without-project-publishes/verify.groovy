assert context.tracker.stop() == [TC1: ['Pass']]
assert new File(basedir, 'target/verdict/publication.json').file
