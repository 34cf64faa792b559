package io.gitlab.verdict.sandbox;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A type of the tracker.
 *
 * @param ancestors its own name and those of all types it extends
 * @param attributes own and inherited, by lower-case name
 */
record Type(
        String name,
        String prefix,
        boolean isAbstract,
        boolean managed,
        Set<String> ancestors,
        Map<String, Attribute> attributes) {

    /** The attribute of this name in any case. */
    Optional<Attribute> attribute(String anyCase) {
        return Optional.ofNullable(attributes.get(anyCase.toLowerCase(Locale.ROOT)));
    }

    Collection<Attribute> all() {
        return attributes.values();
    }

    /** The attribute whose object this type's objects live and die with. */
    Optional<Attribute> owner() {
        return all().stream().filter(Attribute::owner).findFirst();
    }

    boolean isA(String type) {
        return ancestors.contains(type);
    }

    boolean isArtifact() {
        return isA("Artifact");
    }

    String path() {
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
