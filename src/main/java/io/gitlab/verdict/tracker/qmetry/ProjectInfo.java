package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.List;
import java.util.Optional;

/**
 * What QMetry tells of a project and of the caller's view of it.
 *
 * @param id the project's
 * @param key such as {@code ACME}; empty when QMetry does not tell it
 * @param name for people
 * @param statuses of test case runs
 * @param pageSize how many rows QMetry gives at once
 * @param views what a list is seen through
 * @param buildMandatory whether an execution must name a build
 * @param signed whether a change of status must be signed (21 CFR Part 11)
 * @param largestAttachment in bytes; assumption: QMetry tells it in megabytes, which are taken for the smaller ones
 */
record ProjectInfo(
        long id,
        String key,
        String name,
        Statuses statuses,
        int pageSize,
        Row views,
        boolean buildMandatory,
        boolean signed,
        long largestAttachment) {

    static final String PATH = "rest/admin/project/getinfo";
    private static final int PAGE_SIZE = 50;
    private static final long MEGABYTE = 1_000_000;
    private static final long ATTACHMENT_MEGABYTES = 10;

    /** The project of the {@code project} header. */
    static ProjectInfo read(OpenApi api, String wanted) throws RefusedException, UnavailableException {
        String action = "read the project \"" + wanted + "\" of <qmetry><project>";
        Row info = api.get(PATH, action);
        long id = info.id("currentProjectId");
        if (!info.has("allstatus") || id == 0) {
            throw new RefusedException(api.stranger(action));
        }
        Row project = info.rows("projects").stream()
                .filter(one -> one.id("projectID") == id)
                .findFirst()
                .orElse(info);
        String name = info.text("currentProjectName");
        String key = project.text("projectKey");
        if (List.of(Long.toString(id), key, name).stream().noneMatch(wanted::equalsIgnoreCase)) {
            throw new RefusedException(another(wanted, id, key, name));
        }
        return new ProjectInfo(
                id,
                key,
                name,
                statuses(info),
                positive(info.row("clientData").id("maxpagelimit"))
                        .orElse((long) PAGE_SIZE)
                        .intValue(),
                info.row("latestViews"),
                info.flag("isDropMandatory") || info.flag("isBuildSelectionMandatory"),
                info.flag("isPartLevelComplianceEnabled"),
                positive(info.id("maxAttachmentSize")).orElse(ATTACHMENT_MEGABYTES) * MEGABYTE);
    }

    private static String another(String wanted, long id, String key, String name) {
        return key.isEmpty()
                ? "QMetry answers for project \"" + name + "\", and does not tell its key, so that it cannot be known"
                        + " whether it is \"" + wanted + "\". Set <qmetry><project>" + id
                        + "</project>, or its name, if it is the one that is meant."
                : "QMetry knows no project \"" + wanted + "\", and answers for \"" + name
                        + "\" instead. Set <qmetry><project> to a key, name or id that the API key's owner may see.";
    }

    private static Statuses statuses(Row info) {
        return new Statuses(statuses(info, false), statuses(info, true));
    }

    private static List<Status> statuses(Row info, boolean archived) {
        return info.rows("allstatus").stream()
                .filter(status -> status.archived() == archived && status.id("id") != 0)
                .map(status -> new Status(status.id("id"), status.text("name"), status.text("defaultName")))
                .toList();
    }

    private static Optional<Long> positive(long number) {
        return number > 0 ? Optional.of(number) : Optional.empty();
    }

    /** The id of the view of an entity, such as {@code TE} for executions. */
    long view(String entity) {
        return views.row(entity).id("viewId");
    }

    /**
     * What is wrong with a way to set this project, and what to set: ids in names are looked for, and told, by what is
     * set if that looks like a key.
     */
    Optional<String> misspelled(String wanted) {
        boolean misleads = !key.isEmpty() && !wanted.equals(key) && TestCaseKeys.isProjectKey(wanted);
        return misleads
                ? Optional.of("Ids in names are taken for \"" + wanted + "-TC-1\" and the like, but those of project \""
                        + name + "\" are spelled \"" + key + "-TC-1\". Set <qmetry><project>" + key + "</project>.")
                : Optional.empty();
    }

    /** The error that no status is mapped to a verdict. */
    String noStatus(Verdict verdict) {
        return "project \"" + name + "\" has no status for the verdict \"" + verdict.text() + "\" (it has "
                + statuses.names() + "): set <qmetry><" + QMetrySettings.statusSetting(verdict) + "> to one of them.";
    }

    /** The error that the project requires a signature and none is configured. */
    String noSignature() {
        return "Project \"" + name + "\" demands that executions are signed (21 CFR Part 11). Set <qmetry><serverId> to a"
                + " <server> in settings.xml with the user name and password of who signs.";
    }

    /** Whether a test case key is of this project. */
    boolean holds(String testCaseKey) {
        return key.isEmpty() || testCaseKey.regionMatches(true, 0, key + "-", 0, key.length() + 1);
    }
}
