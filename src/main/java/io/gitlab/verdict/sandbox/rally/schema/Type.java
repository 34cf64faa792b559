package io.gitlab.verdict.sandbox.rally.schema;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A type of the tracker.
 *
 * @param ancestors its own name and those of all types it extends, the nearest first
 * @param attributes own and inherited, by lower-case name
 */
public record Type(
        String name,
        String prefix,
        boolean isAbstract,
        boolean managed,
        Set<String> ancestors,
        Map<String, Attribute> attributes) {

    /** The attribute of this name in any case. */
    public Optional<Attribute> attribute(String anyCase) {
        return Optional.ofNullable(attributes.get(anyCase.toLowerCase(Locale.ROOT)));
    }

    public Collection<Attribute> all() {
        return attributes.values();
    }

    /** The name of the type that it extends. */
    public Optional<String> parent() {
        return ancestors.stream().skip(1).findFirst();
    }

    /** The attribute that refers to the owner: an object is deleted with its owner. */
    public Optional<Attribute> owner() {
        return all().stream().filter(Attribute::owner).findFirst();
    }

    public boolean isA(String type) {
        return ancestors.contains(type);
    }

    public boolean isArtifact() {
        return isA("Artifact");
    }

    public String path() {
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
