package io.gitlab.verdict.ci;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** GitHub Actions, and the compatible Gitea Actions and Forgejo Actions. */
public final class GitHubActions implements CiSystem {
    private static final Pattern PULL_REQUEST = Pattern.compile("refs/pull/(\\d{1,18})/(?:merge|head)");

    /** A repeated run keeps its ID. The links of Gitea and Forgejo contain other numbers. */
    @Override
    public Optional<CiJob> job(Map<String, String> environment) {
        JobDescription job = new JobDescription(system(environment), environment);
        if (!job.has("GITHUB_ACTIONS")) {
            return Optional.empty();
        }
        GitHubEvent event = GitHubEvent.read(job.path("GITHUB_EVENT_PATH"));
        job.build("{GITHUB_RUN_ID}").attempt("{GITHUB_RUN_ATTEMPT}");
        String repository = "{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}";
        if (system(environment).equals("GitHub")) {
            job.link("pipeline", "{GITHUB_RUN_ID}", repository + "/actions/runs/{GITHUB_RUN_ID}");
        }
        if (event.headRevision().isEmpty()) {
            job.commit(repository, "{GITHUB_SHA}", "{GITHUB_REF_NAME}");
        } else {
            job.commit(repository, event.headRevision(), "{GITHUB_HEAD_REF}");
        }
        Matcher pullRequest = PULL_REQUEST.matcher(job.text("GITHUB_REF"));
        if (pullRequest.matches()) {
            job.link("merge request", "#" + pullRequest.group(1), repository + "/pull/" + pullRequest.group(1));
        }
        return job.withheldIf(
                        fork(job, event),
                        "this run is for a pull request from a fork, to which " + system(environment)
                                + " passes no secrets")
                .directory("GITHUB_WORKSPACE")
                .summary("GITHUB_STEP_SUMMARY")
                .job();
    }

    /** Forgejo also sets Gitea's variable. */
    private static String system(Map<String, String> environment) {
        if (environment.containsKey("FORGEJO_ACTIONS")) {
            return "Forgejo";
        }
        return environment.containsKey("GITEA_ACTIONS") ? "Gitea" : "GitHub";
    }

    /** The event {@code pull_request_target} runs with the secrets of the target. */
    private static boolean fork(JobDescription job, GitHubEvent event) {
        String name = job.text("GITHUB_EVENT_NAME");
        return name.startsWith("pull_request")
                && !name.equals("pull_request_target")
                && job.has("GITHUB_REPOSITORY")
                && !event.headRepository().isEmpty()
                && !event.headRepository().equalsIgnoreCase(job.text("GITHUB_REPOSITORY"));
    }
}
