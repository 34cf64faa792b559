def root = new File(basedir, '../../..').canonicalFile
def pipeline = io.gitlab.verdict.it.GitLabPipeline.prepare(basedir, root, localRepositoryPath, pluginVersion)
try {
    def log = pipeline.runWithKey()
    def publication = new groovy.json.JsonSlurper().parse(pipeline.artifact('publish', 'target/verdict/publication.json'))
    def build = publication.build
    assert build ==~ /GitLab-\d+/

    // Both shards' tests are there, once, and the test case that has tests in both is folded.
    def verdicts = pipeline.verdicts(build)
    assert verdicts.size() == 33 && verdicts.every { id, all -> all.size() == 1 }
    assert verdicts.TC100 == ['Pass'] && verdicts.TC122 == ['Fail'] && verdicts.TC160 == ['Blocked']
    // Their ids are in tags of scenarios and in names of dynamic tests.
    assert verdicts.TC312 == ['Pass'] && verdicts.TC313 == ['Fail'] && verdicts.TC320 == ['Pass'] && verdicts.TC323 == ['Pass']
    assert publication.executions.findAll { 'TC100' in it.testCases }*.variant.unique().sort() == ['1', '2']
    def notes = pipeline.notes(build, 'TC100')
    assert ['(1)', '(2)', '/-/jobs/', '/acme/shop/-/commit/'].every { notes.contains(it) }

    // The files for GitLab and later jobs.
    def published = 'target/verdict/' as String
    ['index.html', 'summary.md', 'unresolved.yaml'].each { assert pipeline.artifact('publish', published + it).file }
    assert pipeline.artifact('publish', published + 'gitlab-annotations.json').text.contains('"TC122 Fail"')
    assert log.contains("Build ${build} is complete, 5 of 33 test cases failed")

    // A retried publishing job with the same reports writes nothing new; a job without the key is skipped.
    assert pipeline.runWithKey('publish').contains('33 results, 0 published, 33 already there, 0 not published')
    assert pipeline.verdicts(build) == verdicts
    def skipped = pipeline.runWithoutKey('publish')
    assert skipped.contains('there is no API key, and the ref "main" is not protected')
    assert pipeline.artifact('publish', published + 'verdict.env').text.contains('VERDICTS_STATE=skipped')

    // The component of this repository collects the publication.json of matrix jobs, and needs neither reports nor classes.
    pipeline.define("""
        include:
          - component: \$CI_SERVER_FQDN/\$CI_PROJECT_PATH/publish@\$CI_COMMIT_SHA
            inputs:
              job-name: verdicts
              stage: deploy
              version: ${pluginVersion}
              arguments: -Dverdict.build=component -Dverdict.publications=found/*/publication.json
        tests:
          stage: test
          parallel:
            matrix:
              - BROWSER: [chrome, firefox]
          variables:
            VERDICT_DRY_RUN: "true"
            VERDICT_REPORTS: results
          script:
            - mkdir -p results found/\$BROWSER
            - if [ \$BROWSER = firefox ]; then problem='<failure message="too dear"/>'; fi
            - echo "<testsuite name='shop.PriceTest'><testcase name='TC300_adds' classname='shop.PriceTest'>\${problem:-}</testcase></testsuite>" > results/TEST-shop.PriceTest.xml
            - mvn -B verdict:publish
            - cp target/verdict/publication.json found/\$BROWSER/
          artifacts:
            paths: [found/]
        """.stripIndent())
    pipeline.runWithKey()
    assert pipeline.verdicts('component') == [TC300: ['Fail']]
    def folded = pipeline.notes('component', 'TC300')
    assert folded.contains('failed: shop.PriceTest.TC300_adds (firefox)') && folded.contains('passed: shop.PriceTest.TC300_adds (chrome)')
    assert pipeline.artifact('verdicts', published + 'summary.md').text.contains('| Fail | `shop.PriceTest.TC300_adds` |')
} finally {
    pipeline.close()
}
