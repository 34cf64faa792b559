def publication = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/verdict/publication.json'))
assert publication.build == 'command line'
assert context.tracker.stop() == [TC1: ['Pass'], TC2: ['Fail'], TC3: ['Blocked'], TC4: ['Inconclusive']]
