package io.gitlab.verdict.sandbox.qmetry;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Something that happened to the tracker; what it holds is the sum of all events. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Event.Began.class, name = "began"),
    @JsonSubTypes.Type(value = Event.CaseAdded.class, name = "case"),
    @JsonSubTypes.Type(value = Event.SuiteAdded.class, name = "suite"),
    @JsonSubTypes.Type(value = Event.SuiteRunAdded.class, name = "suiteRun"),
    @JsonSubTypes.Type(value = Event.CaseLinked.class, name = "run"),
    @JsonSubTypes.Type(value = Event.BuildAdded.class, name = "build"),
    @JsonSubTypes.Type(value = Event.StatusSet.class, name = "status"),
    @JsonSubTypes.Type(value = Event.Commented.class, name = "comment"),
    @JsonSubTypes.Type(value = Event.Attached.class, name = "attachment"),
    @JsonSubTypes.Type(value = Event.Detached.class, name = "detachment")
})
sealed interface Event {
    /** The highest id that the event gives to a thing. */
    default long highestId() {
        return 0;
    }

    record Began(World world) implements Event {}

    record CaseAdded(long id, long version, long project, int number, String summary, boolean archived)
            implements Event {
        @Override
        public long highestId() {
            return Math.max(id, version);
        }
    }

    record SuiteAdded(long id, long project, int number, String name, boolean automated, boolean archived)
            implements Event {
        @Override
        public long highestId() {
            return id;
        }
    }

    record SuiteRunAdded(long id, long suite, long platform, long cycle, boolean locked) implements Event {
        @Override
        public long highestId() {
            return id;
        }
    }

    /** A test case came into a suite run. */
    record CaseLinked(long id, long link, long suiteRun, long testCase) implements Event {
        @Override
        public long highestId() {
            return Math.max(id, link);
        }
    }

    record BuildAdded(long id, long project, String name) implements Event {
        @Override
        public long highestId() {
            return id;
        }
    }

    /**
     * A run was given a status.
     *
     * @param build null for none
     * @param comment null leaves the one before
     * @param at ISO-8601, in UTC
     */
    record StatusSet(long run, long status, Long build, String comment, boolean automated, String by, String at)
            implements Event {}

    record Commented(long run, String comment) implements Event {}

    /**
     * A run was given a file.
     *
     * @param description null for none
     */
    record Attached(long id, long run, String name, long size, String description) implements Event {
        @Override
        public long highestId() {
            return id;
        }
    }

    /** A file was taken from its run. */
    record Detached(long id) implements Event {}
}
