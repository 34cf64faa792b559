assert context.tracker.stop() == [TC1: ['Pass'] * 2, TC2: ['Pass'] * 2, TC3: ['Pass'] * 2, TC4: ['Pass'] * 2]

def log = new File(basedir, 'build.log').text
assert log.count('build of the parent: 4 results, 4 published') == 2
assert log.count('The configuration of Verdict in cart differs from that in parent') == 4
assert new File(basedir, 'target/verdict/publication.json').exists()
