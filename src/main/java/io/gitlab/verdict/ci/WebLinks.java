package io.gitlab.verdict.ci;

import io.gitlab.verdict.domain.CiRun.Link;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Links from texts that a job may have set to anything: only web addresses, without user names and passwords. */
final class WebLinks {
    /** Browsers and servers truncate longer ones, and each would be in the notes of every result. */
    private static final int LONGEST = 2_000;

    /** {@code git@host:owner/repository} and {@code ssh://git@host/owner/repository}. */
    private static final Pattern SSH = Pattern.compile("(?:git@|ssh://(?:git@)?)([a-z.]{1,100})[:/]([^:/][^:]{0,500})");

    /** Hosts that serve Git and web pages at the same name; the SSH address of another host contains no web address. */
    private static final Set<String> FORGES = Set.of("github.com", "gitlab.com", "bitbucket.org", "codeberg.org");

    private static final Pattern REVISION = Pattern.compile("[0-9a-fA-F]{7,64}");
    private static final int SHORT = 8;

    private WebLinks() {}

    /** A link; empty if the URL is not a web address. */
    static Optional<Link> link(String kind, String text, String url) {
        return address(url).map(uri -> new Link(kind, text, uri));
    }

    /**
     * A link to a commit, as GitHub, GitLab, Gitea, Azure Repos and Bitbucket Cloud address it.
     *
     * @param remote address of the repository, as Git knows it
     * @param branch shown with the commit; empty if unknown
     * @return empty if the repository has no known web address
     */
    static Optional<Link> commit(String remote, String revision, String branch) {
        if (!REVISION.matcher(revision).matches()) {
            return Optional.empty();
        }
        String text = revision.substring(0, Math.min(SHORT, revision.length()))
                + (branch.isEmpty() ? "" : " (" + branch + ")");
        return address(web(remote))
                .filter(repository -> !bitbucketServer(repository))
                .flatMap(repository -> link(
                        "commit",
                        text,
                        base(repository) + (bitbucket(repository) ? "/commits/" : "/commit/") + revision));
    }

    private static String web(String remote) {
        Matcher ssh = SSH.matcher(remote);
        return ssh.matches() && FORGES.contains(ssh.group(1)) ? "https://" + ssh.group(1) + "/" + ssh.group(2) : remote;
    }

    private static String base(URI repository) {
        String url = repository.getScheme() + "://" + repository.getRawAuthority() + repository.getRawPath();
        String path = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        return path.endsWith(".git") ? path.substring(0, path.length() - ".git".length()) : path;
    }

    private static boolean bitbucket(URI repository) {
        return repository.getHost().equals("bitbucket.org");
    }

    /** Its clone addresses name no page. */
    private static boolean bitbucketServer(URI repository) {
        return repository.getRawPath().contains("/scm/");
    }

    private static Optional<URI> address(String url) {
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("https") || scheme.equals("http");
            return web && uri.getHost() != null && url.length() <= LONGEST
                    ? Optional.of(withoutUser(uri))
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static URI withoutUser(URI uri) throws URISyntaxException {
        return uri.getRawUserInfo() == null ? uri : new URI(uri.toString().replace(uri.getRawUserInfo() + "@", ""));
    }
}
