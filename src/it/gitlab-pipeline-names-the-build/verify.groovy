def publication = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/verdict/publication.json'))
assert publication.build == 'GitLab-4711'
assert context.tracker.stop() == [:]
