package io.gitlab.verdict.sandbox;

/** A step of a transaction that can be taken back. */
sealed interface Change {
    Change inverse();

    /** Null before: created; null after: removed. */
    record Put(Entity before, Entity after) implements Change {
        @Override
        public Change inverse() {
            return new Put(after, before);
        }
    }

    /** A member entered or left a collection; {@code attribute} is the side that owns the relation. */
    record Link(Attribute attribute, long holder, long member, boolean linked) implements Change {
        @Override
        public Change inverse() {
            return new Link(attribute, holder, member, !linked);
        }
    }
}
