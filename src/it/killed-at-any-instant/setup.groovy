def reports = new File(basedir, 'reports')
reports.mkdirs()
def cases = (1..20).collect { "<testcase name=\"TC${it}_adds()\" classname=\"shop.CartTest\" time=\"0.011\"/>" }
new File(reports, 'TEST-shop.CartTest.xml').text = '<testsuite name="shop.CartTest" tests="20" skipped="0" failures="0" errors="0"' +
        " timestamp=\"2026-11-20T20:15:03.120Z\" time=\"0.011\">${cases.join()}</testsuite>"
return true
