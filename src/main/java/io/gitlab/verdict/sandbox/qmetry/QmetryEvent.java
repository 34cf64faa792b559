package io.gitlab.verdict.sandbox.qmetry;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** An event of the tracker; its state is the result of all events. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = QmetryEvent.Began.class, name = "began"),
    @JsonSubTypes.Type(value = QmetryEvent.CaseAdded.class, name = "case"),
    @JsonSubTypes.Type(value = QmetryEvent.SuiteAdded.class, name = "suite"),
    @JsonSubTypes.Type(value = QmetryEvent.SuiteRunAdded.class, name = "suiteRun"),
    @JsonSubTypes.Type(value = QmetryEvent.CaseLinked.class, name = "run"),
    @JsonSubTypes.Type(value = QmetryEvent.BuildAdded.class, name = "build"),
    @JsonSubTypes.Type(value = QmetryEvent.StatusSet.class, name = "status"),
    @JsonSubTypes.Type(value = QmetryEvent.Commented.class, name = "comment"),
    @JsonSubTypes.Type(value = QmetryEvent.Attached.class, name = "attachment"),
    @JsonSubTypes.Type(value = QmetryEvent.Detached.class, name = "detachment")
})
sealed interface QmetryEvent {
    /** The highest id that the event assigns. */
    default long highestId() {
        return 0;
    }

    /** The tracker was created with these projects. */
    record Began(SeedData seed) implements QmetryEvent {}

    record CaseAdded(long id, long version, long project, int number, String summary, boolean archived)
            implements QmetryEvent {
        @Override
        public long highestId() {
            return Math.max(id, version);
        }
    }

    record SuiteAdded(long id, long project, int number, String name, boolean automated, boolean archived)
            implements QmetryEvent {
        @Override
        public long highestId() {
            return id;
        }
    }

    record SuiteRunAdded(long id, long suite, long platform, long cycle, boolean locked) implements QmetryEvent {
        @Override
        public long highestId() {
            return id;
        }
    }

    /** A test case was linked to a suite run. */
    record CaseLinked(long id, long link, long suiteRun, long testCase) implements QmetryEvent {
        @Override
        public long highestId() {
            return Math.max(id, link);
        }
    }

    record BuildAdded(long id, long project, String name) implements QmetryEvent {
        @Override
        public long highestId() {
            return id;
        }
    }

    /**
     * A run got a status.
     *
     * @param build null for none
     * @param comment null leaves the previous one
     * @param at ISO-8601, in UTC
     */
    record StatusSet(long run, long status, Long build, String comment, boolean automated, String by, String at)
            implements QmetryEvent {}

    record Commented(long run, String comment) implements QmetryEvent {}

    /**
     * A file was attached to a run.
     *
     * @param description null for none
     */
    record Attached(long id, long run, String name, long size, String description) implements QmetryEvent {
        @Override
        public long highestId() {
            return id;
        }
    }

    /** A file was removed from its run. */
    record Detached(long id) implements QmetryEvent {}
}
