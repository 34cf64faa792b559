package io.gitlab.verdict.ci;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.CiRun;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitLabTest {

    @Test
    void namesTheBuildAfterThePipeline() {
        CiJob gitLab = CiSystem.current(Map.of("CI_PIPELINE_ID", "4711", "CI_PROJECT_ID", "7"));

        assertThat(gitLab.build()).contains("GitLab-4711");
    }

    @Test
    void isAbsentOutsideGitLab() {
        CiJob laptop = CiSystem.current(Map.of("CI", "true", "CI_PIPELINE_CREATED_AT", "2026-11-21T20:15:00Z"));

        assertThat(laptop.build()).isEmpty();
        assertThat(laptop.pipelineCreatedAt()).isEmpty();
    }

    @Test
    void takesABlankVariableAsUnset() {
        assertThat(CiSystem.current(Map.of("CI_PIPELINE_ID", " ", "CI_PROJECT_ID", "7"))
                        .build())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-21T20:15:00Z", "2026-11-21T22:15:00+02:00", "2026-11-21T20:15:00.000+00:00"})
    void knowsWhenThePipelineWasCreated(String text) {
        assertThat(created(text).pipelineCreatedAt()).contains(Instant.parse("2026-11-21T20:15:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-11-21", "2026-11-21T20:15:00"})
    void doesNotGuessATime(String text) {
        assertThat(created(text).pipelineCreatedAt()).isEmpty();
    }

    private static CiJob created(String text) {
        return CiSystem.current(Map.of("CI_PIPELINE_ID", "4711", "CI_PROJECT_ID", "7", "CI_PIPELINE_CREATED_AT", text));
    }

    private static final Map<String, String> BRANCH = Map.of(
            "CI_PIPELINE_ID", "4711",
            "CI_PROJECT_ID", "7",
            "CI_SERVER_URL", "https://gitlab.example",
            "CI_PROJECT_URL", "https://gitlab.example/acme/shop",
            "CI_PIPELINE_URL", "https://gitlab.example/acme/shop/-/pipelines/4711",
            "CI_JOB_ID", "90210",
            "CI_COMMIT_SHA", "5b3c1f0b7e9d5b3c1f0b7e9d5b3c1f0b7e9d5b3c",
            "CI_COMMIT_SHORT_SHA", "5b3c1f0b");

    private static CiJob branchWith(String... more) {
        Map<String, String> all = new HashMap<>(BRANCH);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return CiSystem.current(all);
    }

    private static List<String> links(CiJob environment) {
        return environment.run().links().stream()
                .map(link -> link.kind() + " " + link.text() + " " + link.url())
                .toList();
    }

    @Test
    void linksJobPipelineAndCommit() {
        assertThat(links(branchWith()))
                .containsExactly(
                        "job 90210 https://gitlab.example/acme/shop/-/jobs/90210",
                        "pipeline 4711 https://gitlab.example/acme/shop/-/pipelines/4711",
                        "commit 5b3c1f0b https://gitlab.example/acme/shop/-/commit/"
                                + "5b3c1f0b7e9d5b3c1f0b7e9d5b3c1f0b7e9d5b3c");
    }

    @Test
    void linksTheMergeRequestInTheProjectItIsFor() {
        CiJob fork = branchWith(
                "CI_MERGE_REQUEST_IID",
                "12",
                "CI_MERGE_REQUEST_PROJECT_URL",
                "https://gitlab.example/upstream/shop",
                "CI_OPEN_MERGE_REQUESTS",
                "upstream/shop!13");

        assertThat(links(fork))
                .last()
                .isEqualTo("merge request !12 https://gitlab.example/upstream/shop/-/merge_requests/12");
    }

    @Test
    void linksNothingThatIsLongerThanUrlsCanBe() {
        String project = "https://gitlab.example/" + "a".repeat(2_000);

        assertThat(links(branchWith("CI_JOB_URL", "", "CI_PROJECT_URL", project, "CI_PIPELINE_URL", project)))
                .isEmpty();
    }

    @Test
    void linksTheFirstOpenMergeRequestOfABranch() {
        assertThat(links(branchWith("CI_OPEN_MERGE_REQUESTS", "acme/shop!12,acme/other!3")))
                .last()
                .isEqualTo("merge request !12 https://gitlab.example/acme/shop/-/merge_requests/12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "https://", "https://a b/", "file:///etc/passwd"})
    void linksNothingThatABrowserShouldNotFollow(String url) {
        CiJob hostile = branchWith("CI_JOB_URL", url, "CI_PROJECT_URL", url, "CI_PIPELINE_URL", url);

        assertThat(links(hostile)).isEmpty();
    }

    @Test
    void distinguishesARetriedJobByItsNumber() {
        assertThat(branchWith().run().attempt()).isEqualTo("90210");
        assertThat(branchWith("CI_JOB_ID", "90999").run().attempt()).isEqualTo("90999");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "test 2/4            | 2 | 4 | 2/4",
                "test: [firefox, 17] | 2 | 4 | firefox, 17",
                "a: [b]: [chrome]    | 1 | 2 | chrome",
                "test                |   |   | ''"
            })
    void namesTheVariantByTheMatrixElseByTheNode(String job, String index, String total, String variant) {
        CiJob parallel = branchWith(
                "CI_JOB_NAME",
                job,
                "CI_NODE_INDEX",
                index == null ? "" : index,
                "CI_NODE_TOTAL",
                total == null ? "" : total);

        assertThat(parallel.run().variant()).isEqualTo(variant);
    }

    @Test
    void saysWhyGitLabMayWithholdCredentials() {
        CiJob branch = branchWith("CI_COMMIT_REF_PROTECTED", "false", "CI_COMMIT_REF_NAME", "feature/x");
        CiJob fork = branchWith("CI_MERGE_REQUEST_SOURCE_PROJECT_ID", "8", "CI_MERGE_REQUEST_PROJECT_ID", "7");

        assertThat(branch.withheldCredentials())
                .contains("the ref \"feature/x\" is not protected, so GitLab provides no protected variables");
        assertThat(fork.withheldCredentials())
                .contains(
                        "this pipeline is for a merge request from a fork, so GitLab provides no protected variables");
    }

    @Test
    void expectsCredentialsOnAProtectedRefAndWhereTheEnvironmentDoesNotSay() {
        assertThat(branchWith("CI_COMMIT_REF_PROTECTED", "true").withheldCredentials())
                .isEmpty();
        assertThat(branchWith("CI_MERGE_REQUEST_SOURCE_PROJECT_ID", "7", "CI_MERGE_REQUEST_PROJECT_ID", "7")
                        .withheldCredentials())
                .isEmpty();
        assertThat(CiSystem.current(Map.of("CI_COMMIT_REF_PROTECTED", "false")).withheldCredentials())
                .isEmpty();
    }

    @Test
    void isNoneOutsideCi() {
        CiJob none = CiSystem.current(Map.of("CI_JOB_ID", "1", "CI_NODE_INDEX", "2"));

        assertThat(none).isSameAs(CiJob.NONE);
        assertThat(none.run()).isEqualTo(CiRun.NONE);
    }
}
