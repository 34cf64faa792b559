assert context.tracker.stop() == [TC1: ['Blocked'], TC2: ['']]
def sweep = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/verdict/sweep.json'))
assert sweep.applied && sweep.finished && sweep.filteredOut == 1
assert sweep.executions*.state == ['completed']
assert sweep.executions*.testCase == ['TC1']
