package io.gitlab.verdict.tracker.qmetry.project;

import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.qmetry.wire.OpenApi;
import io.gitlab.verdict.tracker.qmetry.wire.Row;
import java.util.List;
import java.util.Optional;

/**
 * A project, as the key's owner sees it.
 *
 * @param id its id
 * @param key such as {@code ACME}; empty if QMetry does not return it
 * @param name display name
 * @param statuses statuses of test case runs
 * @param pageSize most rows per page of a list
 * @param views the ids of list views, by entity
 * @param buildMandatory whether a change of status must name a build
 * @param signed whether a change of status must be signed (21 CFR Part 11)
 * @param largestAttachment in bytes; assumption: QMetry states it in megabytes of 1,000,000 bytes
 */
public record QMetryProject(
        long id,
        String key,
        String name,
        Statuses statuses,
        int pageSize,
        Row views,
        boolean buildMandatory,
        boolean signed,
        long largestAttachment) {

    public static final String PATH = "rest/admin/project/getinfo";
    private static final int PAGE_SIZE = 50;
    private static final long MEGABYTE = 1_000_000;
    private static final long ATTACHMENT_MEGABYTES = 10;

    /** Reads the project that the {@code project} header selects. */
    public static QMetryProject read(OpenApi api, String wanted) throws RefusedException, UnavailableException {
        String action = "read the project \"" + wanted + "\" of <qmetry><project>";
        Row info = api.get(PATH, action);
        long id = info.id("currentProjectId");
        if (!info.has("allstatus") || id == 0) {
            throw new RefusedException(api.notQMetry(action));
        }
        Row project = info.rows("projects").stream()
                .filter(one -> one.id("projectID") == id)
                .findFirst()
                .orElse(info);
        String name = info.text("currentProjectName");
        String key = project.text("projectKey");
        if (List.of(Long.toString(id), key, name).stream().noneMatch(wanted::equalsIgnoreCase)) {
            throw new RefusedException(otherProject(wanted, id, key, name));
        }
        return new QMetryProject(
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

    private static String otherProject(String wanted, long id, String key, String name) {
        return key.isEmpty()
                ? "QMetry answers for project \"" + name + "\" without its key, so it is unknown whether this is \""
                        + wanted + "\". Set <qmetry><project>" + id + "</project>, or its name, if it is."
                : "QMetry has no project \"" + wanted + "\" and answers for \"" + name + "\" instead. Set"
                        + " <qmetry><project> to a key, name or id that the API key's owner may see.";
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

    /** The id of the list view of an entity, such as {@code TE} for test case runs. */
    public long view(String entity) {
        return views.row(entity).id("viewId");
    }

    /**
     * The warning if the configured project is not the key but looks like one: test case keys in names are matched
     * against it.
     */
    public Optional<String> misspelled(String wanted) {
        boolean misleads = !key.isEmpty() && !wanted.equals(key) && TestCaseKeys.isProjectKey(wanted);
        return misleads
                ? Optional.of("Test names are searched for keys such as \"" + wanted
                        + "-TC-1\", but those of project \"" + name + "\" are spelled \"" + key
                        + "-TC-1\". Set <qmetry><project>" + key + "</project>.")
                : Optional.empty();
    }

    /** The error if the project has no status for a verdict. */
    public String noStatus(Verdict verdict) {
        return "project \"" + name + "\" has no status for the verdict \"" + verdict.text() + "\" (it has "
                + statuses.names() + "): set <qmetry><" + QMetrySettings.statusSetting(verdict) + "> to one of them.";
    }

    /** The error if the project requires a signature and none is configured. */
    public String noSignature() {
        return "Project \"" + name
                + "\" requires signed changes of status (21 CFR Part 11). Set <qmetry><serverId> to a"
                + " <server> in settings.xml with the user name and password of the signer.";
    }

    /** Whether a test case key belongs to this project. */
    public boolean contains(String testCaseKey) {
        return key.isEmpty() || testCaseKey.regionMatches(true, 0, key + "-", 0, key.length() + 1);
    }
}
