// Module, test, outcome, test cases, rule, evidence; written by hand.
def expected = '''
allure   | shop.SearchTest finds                                                | passed | TC401 | statement  | answer.txt
allure   | shop.SearchTest sorts(String)[1]                                     | passed | TC402 | statement  | -
allure   | shop.SearchTest sorts(String)[2]                                     | failed | TC403 | statement  | -
cucumber | Cart - one customer                                                  | passed | TC302 | tag        | -
cucumber | Cart - without a test case of its own                                       | passed | TC301 | tag        | -
cucumber | Cart - <who> is a customer - with money - Example #1.1: ann is a customer   | passed | TC303 | tag        | -
cucumber | Cart - <who> is a customer - with money - Example #1.2: cy is a customer    | passed | TC303 | tag        | -
cucumber | Cart - <who> is a customer - without money - Example #2.1: bob is a customer | failed | TC304 | tag       | page.html
junit5   | adds                                                                 | passed | TC101 | annotation | -
junit5   | cannotBePaid                                                         | passed | TC107 | annotation | -
junit5   | passesTheSecondTime(TestReporter)                                    | flaky  | TC108 | annotation | attempt.txt attempt.txt
junit5   | pays(String)[1]                                                      | passed | TC103 | name       | -
junit5   | pays(String)[2]                                                      | failed | TC104 | name       | -
junit5   | ships()[1]                                                           | passed | TC105 | name       | -
junit5   | ships()[2]                                                           | passed | TC106 | name       | -
junit5   | statesItsTestCase(TestReporter)                                      | passed | TC102 | statement  | cart.txt
junit6   | shop.InvoicesTest invoices()[1]                                      | passed | TC203 | name       | -
junit6   | shop.InvoicesTest invoices()[2]                                      | failed | TC204 | name       | -
junit6   | shop.OrdersTest orders()[1]                                          | passed | TC201 | name       | -
junit6   | shop.OrdersTest orders()[2]                                          | failed | TC202 | name       | -
junit6   | shop.OrdersTest saysItInItsOutput                                    | passed | TC205 | statement  | -
spock    | #percent percent off (#testCase)                                     | passed | -     | none       | -
spock    | 10 percent off (TC602)                                               | passed | TC602 | name       | -
spock    | 100 percent off (TC603)                                              | failed | TC603 | name       | -
spock    | members pay less                                                     | passed | TC601 | annotation | -
testng   | shop.PriceTest converts[TC503, true](1)                              | passed | TC503 | name       | -
testng   | shop.PriceTest converts[TC504, false](2)                             | failed | TC504 | name       | -
testng   | shop.PriceTest logsItsTestCase                                       | passed | TC502 | statement  | price.txt
testng   | shop.PriceTest rounds                                                | passed | TC501 | annotation | -
'''.readLines().findAll().collect { it.split(/ *\| */).join(' | ').trim() }.toSorted()

def publication = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/verdict/publication.json'))
def read = publication.executions.collect { execution ->
    // Surefire 3.5.6 writes a display name or a simple name in place of the class.
    def test = execution['class'].startsWith('shop.') ? execution['class'] + ' ' + execution.name : execution.name
    def files = execution.evidence.findAll { it.size != null }.collect { it.path.replaceFirst('.*/', '').replaceFirst('.*-attachment', 'answer') }
    [execution.module, test, execution.outcome == 'errored' ? 'failed' : execution.outcome,
     execution.testCases.join(' ') ?: '-', execution.rule, files.join(' ') ?: '-'].join(' | ')
}.toSorted()
assert read.join('\n') == expected.join('\n')

def verdicts = publication.results.collectEntries { [it.testCase, it.verdict] }
def failed = ['TC104', 'TC202', 'TC204', 'TC304', 'TC403', 'TC504', 'TC603']
assert verdicts.findAll { it.value == 'Fail' }.keySet().toSorted() == failed
assert verdicts.size() == 27
assert publication.results.every { it.state == 'published' }
