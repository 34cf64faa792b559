def reports = new File(basedir, 'target/surefire-reports')
reports.mkdirs()
def report = new File(reports, 'TEST-shop.CartTest.xml')
report.text = new File(basedir, '../setup/reports/TEST-shop.CartTest.xml').text
report.lastModified = System.currentTimeMillis() - 3_600_000

io.gitlab.verdict.it.RunningTracker.start(basedir, context)
