package io.gitlab.verdict.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The variables are those that the vendors document. */
class CiSystemsTest {
    private static final String SHA = "5b3c1f0b7e9d5b3c1f0b7e9d5b3c1f0b7e9d5b3c";

    @TempDir
    private Path directory;

    /** @param text variables such as {@code A=1 B=2}; {@code SHA} stands for a revision */
    private static Map<String, String> variables(String text) {
        Map<String, String> variables = new HashMap<>();
        Arrays.stream(text.strip().split("\\s+"))
                .map(variable -> variable.split("=", 2))
                .forEach(variable -> variables.put(variable[0], variable[1].replace("SHA", SHA)));
        return variables;
    }

    private static CiJob job(String text) {
        return CiSystem.current(variables(text));
    }

    private static CiJob job(String text, String more) {
        return job(text + " " + more);
    }

    private static List<String> links(CiJob job) {
        return job.run().links().stream()
                .map(link -> link.kind() + " " + link.text() + " " + link.url())
                .toList();
    }

    private static final String GITHUB = "CI=true GITHUB_ACTIONS=true GITHUB_RUN_ID=1658821493 GITHUB_RUN_NUMBER=3"
            + " GITHUB_RUN_ATTEMPT=2 GITHUB_SERVER_URL=https://github.com GITHUB_REPOSITORY=acme/shop GITHUB_SHA=SHA"
            + " GITHUB_REF=refs/heads/main GITHUB_REF_NAME=main GITHUB_EVENT_NAME=push GITHUB_WORKSPACE=/w/shop"
            + " GITHUB_STEP_SUMMARY=/w/summary.md";

    private static final String JENKINS = "JENKINS_URL=https://ci.acme.example/ BUILD_NUMBER=42 JOB_NAME=shop/main"
            + " BUILD_URL=https://ci.acme.example/job/shop/job/main/42/ GIT_COMMIT=SHA GIT_URL=git@github.com:acme/shop.git"
            + " BRANCH_NAME=main WORKSPACE=/w/shop";

    private static final String AZURE = "TF_BUILD=True BUILD_BUILDID=8123 BUILD_BUILDNUMBER=20261130.1"
            + " BUILD_BUILDURI=vstfs:///Build/Build/8123 SYSTEM_COLLECTIONURI=https://dev.azure.com/acme/"
            + " SYSTEM_TEAMPROJECTID=11 SYSTEM_JOBATTEMPT=1 SYSTEM_JOBPOSITIONINPHASE=2 SYSTEM_TOTALJOBSINPHASE=3"
            + " BUILD_REPOSITORY_URI=https://acme@dev.azure.com/acme/shop/_git/shop BUILD_SOURCEVERSION=SHA"
            + " BUILD_SOURCEBRANCH=refs/heads/main BUILD_SOURCESDIRECTORY=/w/1/s";

    private static final String CIRCLE = "CI=true CIRCLECI=true CIRCLE_PIPELINE_ID=5034460f CIRCLE_WORKFLOW_ID=c6f8d1a4"
            + " CIRCLE_BUILD_NUM=17 CIRCLE_BUILD_URL=https://circleci.com/gh/acme/shop/17 CIRCLE_NODE_INDEX=1"
            + " CIRCLE_NODE_TOTAL=4 CIRCLE_SHA1=SHA CIRCLE_REPOSITORY_URL=git@github.com:acme/shop.git CIRCLE_BRANCH=main";

    private static final String TRAVIS = "CI=true TRAVIS=true TRAVIS_BUILD_ID=9001 TRAVIS_JOB_NUMBER=4.1"
            + " TRAVIS_JOB_WEB_URL=https://app.travis-ci.com/acme/shop/jobs/9002"
            + " TRAVIS_BUILD_WEB_URL=https://app.travis-ci.com/acme/shop/builds/9001 TRAVIS_COMMIT=SHA TRAVIS_BRANCH=main"
            + " TRAVIS_REPO_SLUG=acme/shop TRAVIS_TAG= TRAVIS_SECURE_ENV_VARS=false";

    private static final String APPVEYOR = "CI=True APPVEYOR=True APPVEYOR_BUILD_ID=77 APPVEYOR_JOB_ID=a1"
            + " APPVEYOR_URL=https://ci.appveyor.com APPVEYOR_ACCOUNT_NAME=acme APPVEYOR_PROJECT_SLUG=shop"
            + " APPVEYOR_REPO_NAME=acme/shop";

    private static final String DRONE = "CI=true DRONE=true DRONE_REPO=acme/shop DRONE_BUILD_NUMBER=5"
            + " DRONE_BUILD_LINK=https://drone.acme.example/acme/shop/5 DRONE_COMMIT_SHA=SHA DRONE_COMMIT_BRANCH=main"
            + " DRONE_GIT_HTTP_URL=https://git.acme.example/acme/shop.git DRONE_BUILD_EVENT=push";

    private static final String WOODPECKER = "CI=woodpecker CI_REPO=acme/shop CI_PIPELINE_NUMBER=8 CI_COMMIT_SHA=SHA"
            + " CI_PIPELINE_URL=https://ci.acme.example/repos/7/pipeline/8 CI_REPO_URL=https://git.acme.example/acme/shop"
            + " CI_COMMIT_BRANCH=main CI_PIPELINE_EVENT=push";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                GITHUB + "| GitHub-1658821493 | 2",
                GITHUB + " GITEA_ACTIONS=true | Gitea-1658821493 | 2",
                GITHUB + " GITEA_ACTIONS=true FORGEJO_ACTIONS=true | Forgejo-1658821493 | 2",
                JENKINS + "| Jenkins-shop/main-42 | 42",
                AZURE + "| Azure-8123 | 1",
                CIRCLE + "| CircleCI-5034460f | 17",
                TRAVIS + "| Travis-9001 | 4.1",
                APPVEYOR + "| AppVeyor-77 | a1",
                DRONE + "| Drone-acme/shop-5 | 5",
                WOODPECKER + "| Woodpecker-acme/shop-8 | 8",
                "TEAMCITY_VERSION=2025.11 TEAMCITY_PROJECT_NAME=Shop TEAMCITY_BUILDCONF_NAME=Tests BUILD_NUMBER=9"
                        + " BUILD_URL=https://tc.acme.example/build/9 | TeamCity-Shop-Tests-9 | 9",
                "CI=true BITBUCKET_BUILD_NUMBER=12 BITBUCKET_REPO_FULL_NAME=acme/shop BITBUCKET_STEP_UUID={a1}"
                        + " | Bitbucket-acme/shop-12 | {a1}",
                "CI=true BUILDKITE=true BUILDKITE_PIPELINE_SLUG=shop BUILDKITE_BUILD_NUMBER=1514 BUILDKITE_JOB_ID=0187"
                        + " | Buildkite-shop-1514 | 0187",
                "bamboo_planKey=ACME-SHOP bamboo_buildNumber=6"
                        + " bamboo_buildResultsUrl=https://bamboo.acme.example/browse/ACME-SHOP-JOB1-6"
                        + " | Bamboo-ACME-SHOP-6 | 6",
                "BITRISE_BUILD_SLUG=7f BITRISE_BUILD_NUMBER=2 BITRISE_BUILD_URL=https://app.bitrise.io/build/7f"
                        + " | Bitrise-7f | 2",
                "BUDDY_PIPELINE_ID=3 BUDDY_EXECUTION_ID=44 BUDDY_EXECUTION_URL=https://app.buddy.works/x"
                        + " | Buddy-3-44 | 44",
                "CF_BUILD_ID=5c CF_BUILD_URL=https://g.codefresh.io/build/5c | CodeFresh-5c | 5c",
                "GO_SERVER_URL=https://go.acme.example/go GO_PIPELINE_NAME=shop GO_PIPELINE_COUNTER=10"
                        + " GO_STAGE_NAME=test GO_STAGE_COUNTER=1 | GoCD-shop-10 | shop/10/test/1",
                "CI=true SEMAPHORE_ORGANIZATION_URL=https://acme.semaphoreci.com SEMAPHORE_JOB_ID=j1"
                        + " SEMAPHORE_WORKFLOW_ID=w1 | Semaphore-w1 | j1",
                "CI=true CI_BUILD_URL=https://app.codeship.com/x CI_BUILD_NUMBER=3 | | 3"
            })
    void namesTheBuildForAllItsJobsAndTheAttempt(String variables, String build, String attempt) {
        CiJob job = job(variables);

        assertThat(job.build().orElse(null)).isEqualTo(build);
        assertThat(job.run().attempt()).isEqualTo(attempt);
        assertThat(job.inCi()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                AZURE + "| 2/3",
                CIRCLE + "| 2/4",
                CIRCLE + " CIRCLE_NODE_TOTAL=1 CIRCLE_NODE_INDEX=0 | ''",
                CIRCLE + " CIRCLE_NODE_TOTAL=many | ''",
                "BITBUCKET_BUILD_NUMBER=1 BITBUCKET_PARALLEL_STEP=0 BITBUCKET_PARALLEL_STEP_COUNT=2 | 1/2",
                "BUILDKITE=true BUILDKITE_PARALLEL_JOB=1 BUILDKITE_PARALLEL_JOB_COUNT=2 | 2/2",
                "SEMAPHORE_ORGANIZATION_URL=https://a.semaphoreci.com SEMAPHORE_JOB_ID=j1 SEMAPHORE_JOB_INDEX=1"
                        + " SEMAPHORE_JOB_COUNT=3 | 1/3",
                GITHUB + "| ''"
            })
    void numbersParallelJobs(String variables, String variant) {
        assertThat(job(variables).run().variant()).isEqualTo(variant);
    }

    @Test
    void aCellOfAJenkinsMatrixIsAVariantOfItsBuild() {
        CiJob cell = job(JENKINS, "JOB_NAME=shop/JDK=17,OS=linux JDK=17 OS=linux");
        CiJob folder = job(JENKINS, "JOB_NAME=shop/JDK=17 JDK=21");

        assertThat(cell.build()).contains("Jenkins-shop-42");
        assertThat(cell.run().variant()).isEqualTo("JDK=17,OS=linux");
        assertThat(folder.build()).contains("Jenkins-shop/JDK=17-42");
    }

    @Test
    void linksBuildAndCommit() {
        assertThat(links(job(GITHUB)))
                .containsExactly(
                        "pipeline 1658821493 https://github.com/acme/shop/actions/runs/1658821493",
                        "commit 5b3c1f0b (main) https://github.com/acme/shop/commit/" + SHA);
        assertThat(links(job(GITHUB, "GITEA_ACTIONS=true")))
                .containsExactly("commit 5b3c1f0b (main) https://github.com/acme/shop/commit/" + SHA);
        assertThat(links(job(JENKINS, "CHANGE_ID=7 CHANGE_URL=https://github.com/acme/shop/pull/7")))
                .containsExactly(
                        "build 42 https://ci.acme.example/job/shop/job/main/42/",
                        "commit 5b3c1f0b (main) https://github.com/acme/shop/commit/" + SHA,
                        "merge request 7 https://github.com/acme/shop/pull/7");
        assertThat(links(job(AZURE)))
                .containsExactly(
                        "build 8123 https://dev.azure.com/acme/11/_build/results?buildId=8123",
                        "commit 5b3c1f0b (main) https://dev.azure.com/acme/shop/_git/shop/commit/" + SHA);
        assertThat(links(job(CIRCLE)))
                .containsExactly(
                        "job 17 https://circleci.com/gh/acme/shop/17",
                        "commit 5b3c1f0b (main) https://github.com/acme/shop/commit/" + SHA);
        assertThat(links(job(TRAVIS)))
                .containsExactly(
                        "job 4.1 https://app.travis-ci.com/acme/shop/jobs/9002",
                        "build 9001 https://app.travis-ci.com/acme/shop/builds/9001",
                        "commit 5b3c1f0b (main) https://github.com/acme/shop/commit/" + SHA);
        assertThat(links(job(APPVEYOR)))
                .containsExactly("build 77 https://ci.appveyor.com/project/acme/shop/builds/77");
        assertThat(links(job("BITBUCKET_BUILD_NUMBER=12 BITBUCKET_REPO_FULL_NAME=acme/shop BITBUCKET_COMMIT=SHA"
                        + " BITBUCKET_BRANCH=main BITBUCKET_PR_ID=3")))
                .containsExactly(
                        "pipeline 12 https://bitbucket.org/acme/shop/pipelines/results/12",
                        "commit 5b3c1f0b (main) https://bitbucket.org/acme/shop/commits/" + SHA,
                        "merge request #3 https://bitbucket.org/acme/shop/pull-requests/3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://git.acme.example/acme/shop.git | https://git.acme.example/acme/shop/commit/",
                "https://ada:s3cret@git.acme.example:8443/acme/shop.git | https://git.acme.example:8443/acme/shop/commit/",
                "ssh://git@gitlab.com/acme/shop.git | https://gitlab.com/acme/shop/commit/",
                "git@bitbucket.org:acme/shop.git | https://bitbucket.org/acme/shop/commits/",
                "git@git.acme.example:acme/shop.git | ",
                "https://bitbucket.acme.example/scm/acme/shop.git | ",
                "file:///srv/shop.git | ",
                "javascript:alert(1) | "
            })
    void linksACommitOnlyWhereTheRepositoryHasAWebAddress(String remote, String url) {
        assertThat(links(job(JENKINS, "GIT_URL=" + remote)).stream().filter(link -> link.startsWith("commit")))
                .isEqualTo(url == null ? List.of() : List.of("commit 5b3c1f0b (main) " + url + SHA));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "5b3c1f", "../../settings", "-----------"})
    void linksNoCommitThatIsNotARevision(String revision) {
        assertThat(links(job(JENKINS, "GIT_COMMIT=" + revision))).noneMatch(link -> link.startsWith("commit"));
    }

    @Test
    void noLinkContainsAPassword() {
        CiJob job = job(JENKINS, "BUILD_URL=https://ada:s3cret@ci.acme.example/job/shop%252Fx/42/");

        assertThat(links(job).get(0)).isEqualTo("build 42 https://ci.acme.example/job/shop%252Fx/42/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-30 13:49:00+00:00 | 2026-11-30T13:49:00Z",
                "2026-11-30 13:49:00-03:00 | 2026-11-30T16:49:00Z",
                "11/30/2026 1:49:00 PM     | ",
                "''                        | "
            })
    void knowsWhenAzureCreatedTheBuild(String text, Instant created) {
        Map<String, String> variables = variables(AZURE);
        variables.put("SYSTEM_PIPELINESTARTTIME", text);

        assertThat(CiSystem.current(variables).pipelineCreatedAt().orElse(null)).isEqualTo(created);
    }

    @ParameterizedTest
    @CsvSource({"1764510540, 2025-11-30T13:49:00Z", "1764510540000,", "-1,", "99999999999999999999,", "yesterday,"})
    void knowsWhenDroneAndWoodpeckerCreatedTheBuild(String text, Instant created) {
        assertThat(job(DRONE, "DRONE_BUILD_CREATED=" + text).pipelineCreatedAt().orElse(null))
                .isEqualTo(created);
        assertThat(job(WOODPECKER, "CI_PIPELINE_CREATED=" + text)
                        .pipelineCreatedAt()
                        .orElse(null))
                .isEqualTo(created);
    }

    @Test
    void doesNotTakeTheStartOfAJobForThatOfTheBuild() {
        assertThat(job(JENKINS, "BUILD_TIMESTAMP=2026-11-30T13:49:00Z").pipelineCreatedAt())
                .isEmpty();
    }

    @Test
    void knowsCheckoutAndSummary() {
        assertThat(job(GITHUB).projectDirectory()).contains(Path.of("/w/shop"));
        assertThat(job(GITHUB).summaryFile()).contains(Path.of("/w/summary.md"));
        assertThat(job(JENKINS).summaryFile()).isEmpty();
        assertThat(job(GITHUB, "GITHUB_STEP_SUMMARY=summary.md").summaryFile()).isEmpty();
    }

    private CiJob pullRequest(String event, String headRepository) throws IOException {
        Path file = Files.writeString(
                directory.resolve("event.json"),
                "{\"action\":\"opened\",\"pull_request\":{\"head\":{\"sha\":\"" + "ab".repeat(20)
                        + "\",\"repo\":{\"full_name\":\"" + headRepository + "\"}}}}");
        return job(
                GITHUB,
                "GITHUB_EVENT_NAME=" + event + " GITHUB_REF=refs/pull/12/merge GITHUB_REF_NAME=12/merge"
                        + " GITHUB_HEAD_REF=fix GITHUB_EVENT_PATH=" + file);
    }

    @Test
    void linksThePullRequestAndItsCommit() throws IOException {
        assertThat(links(pullRequest("pull_request", "acme/shop")))
                .contains(
                        "commit abababab (fix) https://github.com/acme/shop/commit/" + "ab".repeat(20),
                        "merge request #12 https://github.com/acme/shop/pull/12");
    }

    @Test
    void knowsThatGitHubPassesNoSecretsToForks() throws IOException {
        assertThat(pullRequest("pull_request", "ada/shop").withheldCredentials())
                .contains("this run is for a pull request from a fork, to which GitHub passes no secrets");
        assertThat(pullRequest("pull_request", "Acme/Shop").withheldCredentials())
                .isEmpty();
        assertThat(pullRequest("pull_request_target", "ada/shop").withheldCredentials())
                .isEmpty();
        assertThat(pullRequest("push", "ada/shop").withheldCredentials()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[1]",
                "{\"pull_request\":7}",
                "{\"pull_request\":",
                "{\"pull_request\":{\"head\":{\"repo\":null}}}"
            })
    void claimsNothingAboutAnUnreadableEvent(String json) throws IOException {
        Path file = Files.writeString(directory.resolve("event.json"), json);
        CiJob job = job(GITHUB, "GITHUB_EVENT_NAME=pull_request GITHUB_HEAD_REF=fix GITHUB_EVENT_PATH=" + file);

        assertThat(job.withheldCredentials()).isEmpty();
        assertThat(job.build()).contains("GitHub-1658821493");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                AZURE + "| SYSTEM_PULLREQUEST_ISFORK=True | SYSTEM_PULLREQUEST_ISFORK=False",
                CIRCLE + "| CIRCLE_PR_REPONAME=shop | CIRCLE_PULL_REQUEST=https://github.com/acme/shop/pull/1",
                TRAVIS + "| TRAVIS_PULL_REQUEST_SLUG=ada/shop | TRAVIS_PULL_REQUEST_SLUG=acme/shop",
                APPVEYOR + "| APPVEYOR_PULL_REQUEST_HEAD_REPO_NAME=ada/shop"
                        + "| APPVEYOR_PULL_REQUEST_HEAD_REPO_NAME=acme/shop",
                DRONE + "| DRONE_BUILD_EVENT=pull_request | DRONE_BUILD_EVENT=push",
                WOODPECKER + "| CI_PIPELINE_EVENT=pull_request | CI_PIPELINE_EVENT=push"
            })
    void saysWhyCredentialsMayBeWithheld(String variables, String withheld, String provided) {
        assertThat(job(variables, withheld).withheldCredentials()).isPresent();
        assertThat(job(variables, provided).withheldCredentials()).isEmpty();
        assertThat(job(variables).withheldCredentials()).isEmpty();
    }

    @Test
    void gitLabIsRecognisedFirst() {
        assertThat(job(JENKINS, GITHUB + " CI_PIPELINE_ID=4711 CI_PROJECT_ID=7").build())
                .contains("GitLab-4711");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CI=true", "CI=1", "CI=acme-ci", "CONTINUOUS_INTEGRATION=true"})
    void aJobOfAnUnknownSystemHasNoBuild(String variables) {
        CiJob job = job(variables);

        assertThat(job.inCi()).isTrue();
        assertThat(job.build()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CI=false",
                "CI=0",
                "CI= ",
                "HOME=/home/ada JENKINS_HOME=/opt/jenkins BUILD_ID=dontKillMe",
                "GITHUB_TOKEN=x GITHUB_REPOSITORY=acme/shop GITHUB_SERVER_URL=https://github.com CODESPACES=true",
                "TRAVIS= DRONE= CIRCLECI="
            })
    void aDevelopersMachineIsNoCi(String variables) {
        assertThat(job(variables)).isSameAs(CiJob.NONE);
        assertThat(CiJob.NONE.inCi()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r", "a\u0000b", "\u001b[31mred", "a\u0085b", " "})
    void aHostileValueCountsAsUnset(String value) {
        Map<String, String> variables = variables(JENKINS);
        variables.put("JOB_NAME", value);
        variables.put("BUILD_URL", "https://ci.acme.example/" + value);
        variables.put("BRANCH_NAME", value);

        CiJob job = CiSystem.current(variables);

        assertThat(job.build()).isEmpty();
        assertThat(links(job)).containsExactly("commit 5b3c1f0b https://github.com/acme/shop/commit/" + SHA);
    }

    @Test
    void aNameThatIsTooLongIsNotCutToThatOfAnotherBuild() {
        String longest = "a".repeat(200 - "Jenkins--42".length());

        assertThat(job(JENKINS, "JOB_NAME=" + longest).build()).contains("Jenkins-" + longest + "-42");
        assertThat(job(JENKINS, "JOB_NAME=" + longest + "a").build()).isEmpty();
    }

    @Test
    void longValuesCostNoTimeAndLinkNothing() {
        String deep = "/pull/1".repeat(200_000);

        assertThat(links(job(JENKINS, "BUILD_URL=https://x" + deep + " GIT_URL=https://x" + deep)))
                .isEmpty();
        assertThat(job("CI_BUILD_URL=https://x CI_PULL_REQUEST=" + deep).run().links())
                .hasSizeLessThan(2);
    }

    @Test
    void anEventThatIsPathologicalForRegularExpressionsCostsNoTime() throws IOException {
        Path file = Files.writeString(
                directory.resolve("event.json"), "{\"pull_request\":{\"head\":{\"sha\":\"a\"".repeat(300) + "x");

        assertThat(job(GITHUB, "GITHUB_EVENT_NAME=pull_request GITHUB_EVENT_PATH=" + file)
                        .build())
                .isPresent();
    }
}
