// Class, test, outcome, test cases, rule, evidence; written by hand.
def expected = '''
cart.spec.js        | cart › TC703 ships         | passed  | TC703       | name      | -
cart.spec.js        | cart › adds                | passed  | TC701       | statement | -
cart.spec.js        | cart › exchanges           | skipped | TC705       | statement | -
cart.spec.js        | cart › pays                | failed  | TC702       | statement | error-context.md error-context.md receipt.txt receipt.txt
cart.spec.js        | cart › refunds             | flaky   | TC704       | statement | -
cart.spec.js        | cart › says hello          | passed  | -           | none      | -
cart.spec.js        | verifies two               | passed  | TC706 TC707 | statement | -
unit/price.test.mjs | price > TC713 converts     | skipped | TC713       | name      | -
unit/price.test.mjs | price > TC714 has 3 digits | passed  | TC714       | name      | -
unit/price.test.mjs | price > TC715 has 4 digits | passed  | TC715       | name      | -
unit/price.test.mjs | price > adds tax           | passed  | TC711       | statement | -
unit/price.test.mjs | price > rounds             | failed  | TC712       | statement | -
unit/price.test.mjs | price > says hello         | passed  | -           | none      | -
'''.readLines().findAll().collect { it.split(/ *\| */).join(' | ') }.toSorted()

def publication = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/verdict/publication.json'))
def read = publication.executions.collect { execution ->
    // Playwright appends a hash to the name of a file.
    def files = execution.evidence.findAll { it.size != null }.collect { it.path.replaceFirst('.*/', '').replaceFirst('-[0-9a-f]{40}', '') }
    [execution['class'], execution.name, execution.outcome, execution.testCases.join(' ') ?: '-', execution.rule,
     files.toSorted().join(' ') ?: '-'].join(' | ')
}.toSorted()
assert read.join('\n') == expected.join('\n')

// What was skipped has no verdict, and evidence is published for failures.
assert publication.results.collectEntries { [it.testCase, it.verdict] } == [
    TC701: 'Pass', TC702: 'Fail', TC703: 'Pass', TC704: 'Pass', TC706: 'Pass', TC707: 'Pass',
    TC711: 'Pass', TC712: 'Fail', TC714: 'Pass', TC715: 'Pass',
]
assert publication.results.every { it.state == 'published' }
def attached = publication.attachments.findAll { it.testCase == 'TC702' }
assert attached*.name.collect { it.replaceFirst('-[0-9a-f]{40}', '') }.toSorted().unique() == ['error-context.md', 'receipt.txt', 'stack-trace.txt']
