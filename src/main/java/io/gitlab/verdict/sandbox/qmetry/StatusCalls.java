package io.gitlab.verdict.sandbox.qmetry;

import io.gitlab.verdict.sandbox.Dice;
import io.gitlab.verdict.sandbox.Fault;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls that set the status or comment of runs: {@code bulkupdate} as in QMetry's API blueprint and its own client for
 * agents. The answer does not show the effect of faults.
 */
final class StatusCalls {
    static final String USER = "sandbox";

    private final Clock clock;

    StatusCalls(Clock clock) {
        this.clock = clock;
    }

    ObjectNode bulk(Transaction transaction, Call call) {
        QmetryState state = transaction.state();
        if (!call.required("entityType").equals("TCR")) {
            throw QmetryRefusals.notFound();
        }
        long statusId = call.number("runStatusID");
        QmetryEvent.SuiteRunAdded suiteRun = ProjectLookup.suiteRun(state, call, call.number("qmTsRunId"));
        List<Long> ids = call.numbers("entityIDs");
        refuseWhole(call, ids);
        requireOpen(call.project(), state, suiteRun);
        requireSignature(call);
        Long build = build(state, call);
        List<CaseRun> runs = runs(state, call, suiteRun, ids);
        SeedData.Status status = status(call, statusId);
        if (status != null) {
            apply(transaction, call, runs, status, build);
        }
        return answer(call, statusId, status);
    }

    /** Faults of a whole bulk update. */
    private static void refuseWhole(Call call, List<Long> ids) {
        Dice dice = call.dice();
        boolean tooMany =
                dice.strikes(Fault.BATCH_LIMIT) && ids.size() > dice.faults().batchLimit();
        boolean poisoned =
                ids.size() > 1 && ids.stream().anyMatch(id -> dice.dooms(Fault.POISONED, String.valueOf(id)));
        if (tooMany || poisoned) {
            throw QmetryRefusals.general();
        }
    }

    private static void requireOpen(SeedData.Project project, QmetryState state, QmetryEvent.SuiteRunAdded run) {
        SeedData.Release release = ProjectLookup.release(project, run.cycle());
        SeedData.Cycle cycle = ProjectLookup.cycle(project, run.cycle());
        boolean locked = run.locked() || cycle.locked() || release.locked();
        boolean archived = cycle.archived()
                || release.archived()
                || ProjectLookup.platform(project, run.platform()).archived()
                || state.suite(run.suite()).orElseThrow().archived();
        if (locked || archived) {
            throw QmetryRefusals.general();
        }
    }

    private static void requireSignature(Call call) {
        SeedData.Rules rules = call.project().rules();
        boolean signed = rules.signer() == null
                || same(call.text("username").orElse(""), rules.signer())
                        && same(call.text("password").orElse(""), rules.signature());
        if (!signed) {
            throw QmetryRefusals.general();
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static Long build(QmetryState state, Call call) {
        if (call.optionalNumber("dropID").isEmpty()) {
            if (call.project().rules().buildMandatory()) {
                throw QmetryRefusals.general();
            }
            return null;
        }
        long id = call.number("dropID");
        return state.builds(call.project())
                .filter(build -> build.id() == id && !build.archived())
                .findFirst()
                .orElseThrow(QmetryRefusals::general)
                .id();
    }

    private static List<CaseRun> runs(
            QmetryState state, Call call, QmetryEvent.SuiteRunAdded suiteRun, List<Long> ids) {
        boolean skips = call.assumes(Assumption.UNKNOWN_RUN_IS_SKIPPED);
        List<CaseRun> runs = new ArrayList<>();
        for (long id : ids) {
            state.run(id)
                    .filter(run -> run.origin().suiteRun() == suiteRun.id())
                    .ifPresentOrElse(runs::add, () -> {
                        if (!skips) {
                            throw QmetryRefusals.notFound();
                        }
                    });
        }
        boolean single = call.assumes(Assumption.BULK_NEEDS_ITS_FLAG) && !call.isTrue("isBulkOperation");
        return single ? runs.subList(0, Math.min(1, runs.size())) : runs;
    }

    /** Null for a status of another project, if that is ignored. */
    private static SeedData.Status status(Call call, long id) {
        return call.project().statuses().stream()
                .filter(status -> status.id() == id && !status.archived())
                .findFirst()
                .orElseGet(() -> {
                    if (!call.assumes(Assumption.FOREIGN_STATUS_IS_IGNORED)) {
                        throw QmetryRefusals.general();
                    }
                    return null;
                });
    }

    private void apply(Transaction transaction, Call call, List<CaseRun> runs, SeedData.Status status, Long build) {
        String at = clock.instant().toString();
        boolean automated = call.text("isAutoExecuted").filter("1"::equals).isPresent();
        String comment = call.text("comments").orElse(null);
        for (int position = 0; position < runs.size(); position++) {
            CaseRun run = runs.get(position);
            Dice dice = call.dice().entry(position);
            String name = run.id() + " " + Objects.toString(build);
            boolean stuck = dice.strikes(Fault.STUCK)
                    || dice.dooms(Fault.STUCK_FOREVER, name)
                    || runs.size() > 1 && dice.strikes(Fault.PARTIAL_BATCH);
            if (!stuck) {
                long stored = dice.strikes(Fault.WRONG_VERDICT) ? other(call.project(), status, dice) : status.id();
                transaction.add(new QmetryEvent.StatusSet(run.id(), stored, build, comment, automated, USER, at));
            }
        }
    }

    private static long other(SeedData.Project project, SeedData.Status status, Dice dice) {
        List<SeedData.Status> others = project.statuses().stream()
                .filter(each -> !each.archived() && !each.equals(status))
                .toList();
        return others.get(dice.detail(Fault.WRONG_VERDICT, others.size())).id();
    }

    private ObjectNode answer(Call call, long statusId, SeedData.Status status) {
        ObjectNode answer = Answers.success("CO.UPDATE_RUNSTATUS_SUCCESS", "Test case(s) status was updated.");
        answer.putArray("data")
                .addObject()
                .put("entityIDs", call.text("entityIDs").orElse(""))
                .put("entityType", "TCR")
                .put("qmTsRunId", call.required("qmTsRunId"))
                .put("runStatusID", statusId)
                .put("type", "TCR")
                .put("qmRunObj", "")
                .put("dropID", call.text("dropID").orElse(""))
                .put("tcrStatus", String.valueOf(statusId))
                .put("tcrStatusAlias", status == null ? "" : status.name())
                .put("executedBy", USER)
                .put("lastExecuted", ExecutionCalls.date(clock.instant().toString()));
        return answer;
    }

    /** Replaces the comment of a run. */
    static ObjectNode comment(Transaction transaction, Call call) {
        boolean known =
                call.required("type").equals("TCR") && call.required("field").equals("comment");
        if (!known) {
            throw QmetryRefusals.general();
        }
        CaseRun run = ProjectLookup.run(transaction.state(), call, call.number("entityId"));
        transaction.add(new QmetryEvent.Commented(run.id(), call.required("fieldVal")));
        return Answers.success("CO.COMMENTS_SAVED_SUCCESSFULLY", "Comments saved successfully.");
    }
}
