package io.gitlab.verdict.sandbox.rally.model;

import io.gitlab.verdict.sandbox.rally.schema.Attribute;

/** A change of a transaction, with its reversal. */
public sealed interface EntityChange {
    /** The change that undoes this one. */
    EntityChange inverse();

    /** {@code before} is null for a created object, {@code after} for a removed one. */
    record Put(Entity before, Entity after) implements EntityChange {
        @Override
        public EntityChange inverse() {
            return new Put(after, before);
        }
    }

    /** A member entered or left a collection; {@code attribute} is the side that owns the relation. */
    record Link(Attribute attribute, long holder, long member, boolean linked) implements EntityChange {
        @Override
        public EntityChange inverse() {
            return new Link(attribute, holder, member, !linked);
        }
    }

    /** A counter reached at least this value. Counters never go back. */
    record Count(String counter, long value) implements EntityChange {
        @Override
        public EntityChange inverse() {
            return this;
        }
    }
}
