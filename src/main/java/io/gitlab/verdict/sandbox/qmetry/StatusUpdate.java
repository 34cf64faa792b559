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
 * Gives runs a status: {@code bulkupdate}, as QMetry's API blueprint and its own client for agents have it. What faults
 * spoil is not seen in the answer.
 */
final class StatusUpdate {
    static final String USER = "sandbox";

    private final Clock clock;

    StatusUpdate(Clock clock) {
        this.clock = clock;
    }

    ObjectNode bulk(Transaction transaction, Call call) {
        State state = transaction.state();
        if (!call.required("entityType").equals("TCR")) {
            throw Refusal.notFound();
        }
        long statusId = call.number("runStatusID");
        Event.SuiteRunAdded suiteRun = Calls.suiteRun(state, call, call.number("qmTsRunId"));
        List<Long> ids = call.numbers("entityIDs");
        refuseWhole(call, ids);
        requireOpen(call.project(), state, suiteRun);
        requireSignature(call);
        Long build = build(state, call);
        List<Run> runs = runs(state, call, suiteRun, ids);
        World.Status status = status(call, statusId);
        if (status != null) {
            apply(transaction, call, runs, status, build);
        }
        return answer(call, statusId, status);
    }

    /** Faults that strike a bulk update as a whole. */
    private static void refuseWhole(Call call, List<Long> ids) {
        Dice dice = call.dice();
        boolean tooMany =
                dice.strikes(Fault.BATCH_LIMIT) && ids.size() > dice.faults().batchLimit();
        boolean poisoned =
                ids.size() > 1 && ids.stream().anyMatch(id -> dice.dooms(Fault.POISONED, String.valueOf(id)));
        if (tooMany || poisoned) {
            throw Refusal.general();
        }
    }

    private static void requireOpen(World.Project project, State state, Event.SuiteRunAdded run) {
        World.Release release = Calls.release(project, run.cycle());
        World.Cycle cycle = Calls.cycle(project, run.cycle());
        boolean locked = run.locked() || cycle.locked() || release.locked();
        boolean archived = cycle.archived()
                || release.archived()
                || Calls.platform(project, run.platform()).archived()
                || state.suite(run.suite()).orElseThrow().archived();
        if (locked || archived) {
            throw Refusal.general();
        }
    }

    private static void requireSignature(Call call) {
        World.Rules rules = call.project().rules();
        boolean signed = rules.signer() == null
                || same(call.text("username").orElse(""), rules.signer())
                        && same(call.text("password").orElse(""), rules.signature());
        if (!signed) {
            throw Refusal.general();
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static Long build(State state, Call call) {
        if (call.optionalNumber("dropID").isEmpty()) {
            if (call.project().rules().buildMandatory()) {
                throw Refusal.general();
            }
            return null;
        }
        long id = call.number("dropID");
        return state.builds(call.project())
                .filter(build -> build.id() == id && !build.archived())
                .findFirst()
                .orElseThrow(Refusal::general)
                .id();
    }

    private static List<Run> runs(State state, Call call, Event.SuiteRunAdded suiteRun, List<Long> ids) {
        boolean skips = call.assumes(Assumption.UNKNOWN_RUN_IS_SKIPPED);
        List<Run> runs = new ArrayList<>();
        for (long id : ids) {
            state.run(id)
                    .filter(run -> run.origin().suiteRun() == suiteRun.id())
                    .ifPresentOrElse(runs::add, () -> {
                        if (!skips) {
                            throw Refusal.notFound();
                        }
                    });
        }
        boolean single = call.assumes(Assumption.BULK_NEEDS_ITS_FLAG) && !call.isTrue("isBulkOperation");
        return single ? runs.subList(0, Math.min(1, runs.size())) : runs;
    }

    /** Null when it is another project's, and that is let pass. */
    private static World.Status status(Call call, long id) {
        return call.project().statuses().stream()
                .filter(status -> status.id() == id && !status.archived())
                .findFirst()
                .orElseGet(() -> {
                    if (!call.assumes(Assumption.FOREIGN_STATUS_IS_IGNORED)) {
                        throw Refusal.general();
                    }
                    return null;
                });
    }

    private void apply(Transaction transaction, Call call, List<Run> runs, World.Status status, Long build) {
        String at = clock.instant().toString();
        boolean automated = call.text("isAutoExecuted").filter("1"::equals).isPresent();
        String comment = call.text("comments").orElse(null);
        for (int place = 0; place < runs.size(); place++) {
            Run run = runs.get(place);
            Dice dice = call.dice().entry(place);
            String name = run.id() + " " + Objects.toString(build);
            boolean stuck = dice.strikes(Fault.STUCK)
                    || dice.dooms(Fault.STUCK_FOREVER, name)
                    || runs.size() > 1 && dice.strikes(Fault.PARTIAL_BATCH);
            if (!stuck) {
                long stored = dice.strikes(Fault.WRONG_VERDICT) ? other(call.project(), status, dice) : status.id();
                transaction.add(new Event.StatusSet(run.id(), stored, build, comment, automated, USER, at));
            }
        }
    }

    private static long other(World.Project project, World.Status status, Dice dice) {
        List<World.Status> others = project.statuses().stream()
                .filter(each -> !each.archived() && !each.equals(status))
                .toList();
        return others.get(dice.detail(Fault.WRONG_VERDICT, others.size())).id();
    }

    private ObjectNode answer(Call call, long statusId, World.Status status) {
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
                .put("lastExecuted", Executions.date(clock.instant().toString()));
        return answer;
    }

    /** A comment for a run, in place of the one before. */
    static ObjectNode comment(Transaction transaction, Call call) {
        boolean known =
                call.required("type").equals("TCR") && call.required("field").equals("comment");
        if (!known) {
            throw Refusal.general();
        }
        Run run = Calls.run(transaction.state(), call, call.number("entityId"));
        transaction.add(new Event.Commented(run.id(), call.required("fieldVal")));
        return Answers.success("CO.COMMENTS_SAVED_SUCCESSFULLY", "Comments saved successfully.");
    }
}
