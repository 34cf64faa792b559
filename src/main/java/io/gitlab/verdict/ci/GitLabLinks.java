package io.gitlab.verdict.ci;

import io.gitlab.verdict.domain.CiRun.Link;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * URLs in GitLab, composed from its predefined variables according to GitLab's routes.
 *
 * @param variables those that are not blank
 */
record GitLabLinks(Map<String, String> variables) {
    /** The first of {@code CI_OPEN_MERGE_REQUESTS}, such as {@code acme/shop!12,acme/fork!3}. */
    private static final Pattern FIRST_OPEN = Pattern.compile("([^!,]+)!(\\d+).*", Pattern.DOTALL);

    List<Link> all() {
        return Stream.of(job(), pipeline(), commit(), mergeRequest())
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Link> job() {
        return get("CI_JOB_ID")
                .flatMap(id -> get("CI_JOB_URL")
                        .or(() -> url("CI_PROJECT_URL", "/-/jobs/" + id))
                        .flatMap(url -> WebLinks.link("job", id, url)));
    }

    /** @param path relative to the project's checkout */
    Optional<URI> artifact(Path path) {
        String encoded = StreamSupport.stream(path.spliterator(), false)
                .map(segment -> URLEncoder.encode(segment.toString(), StandardCharsets.UTF_8)
                        .replace("+", "%20"))
                .collect(Collectors.joining("/"));
        return job().flatMap(job -> WebLinks.link("artifact", encoded, job.url() + "/artifacts/file/" + encoded))
                .map(Link::url);
    }

    private Optional<Link> pipeline() {
        return get("CI_PIPELINE_ID")
                .flatMap(id -> get("CI_PIPELINE_URL")
                        .or(() -> url("CI_PROJECT_URL", "/-/pipelines/" + id))
                        .flatMap(url -> WebLinks.link("pipeline", id, url)));
    }

    private Optional<Link> commit() {
        return get("CI_COMMIT_SHA")
                .flatMap(sha -> url("CI_PROJECT_URL", "/-/commit/" + sha)
                        .flatMap(url -> WebLinks.link(
                                "commit", get("CI_COMMIT_SHORT_SHA").orElse(sha), url)));
    }

    /** Of a merge request pipeline, else the first open one of the branch. */
    private Optional<Link> mergeRequest() {
        Optional<Link> own = get("CI_MERGE_REQUEST_IID")
                .flatMap(number -> url("CI_MERGE_REQUEST_PROJECT_URL", "/-/merge_requests/" + number)
                        .flatMap(url -> WebLinks.link("merge request", "!" + number, url)));
        return own.or(() -> get("CI_OPEN_MERGE_REQUESTS")
                .map(FIRST_OPEN::matcher)
                .filter(Matcher::matches)
                .flatMap(open -> url("CI_SERVER_URL", "/" + open.group(1) + "/-/merge_requests/" + open.group(2))
                        .flatMap(url -> WebLinks.link("merge request", "!" + open.group(2), url))));
    }

    private Optional<String> get(String variable) {
        return Optional.ofNullable(variables.get(variable));
    }

    private Optional<String> url(String variable, String path) {
        return get(variable).map(url -> url + path);
    }
}
