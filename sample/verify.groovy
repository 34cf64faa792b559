// Runs after the sample's build; its output is the last that the user sees.
def page = new File(basedir, 'target/verdict/index.html')
println """
The tests that fail above fail on purpose: they show how failed, errored, skipped, flaky and absent tests look in
the tracker. The build succeeds anyway, because the sample's pom.xml sets maven.test.failure.ignore: its purpose is
to publish passed and failed results, and they were published.
The page: ${page.toURI()}
"""
assert page.file
