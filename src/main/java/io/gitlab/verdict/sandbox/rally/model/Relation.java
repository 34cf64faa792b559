package io.gitlab.verdict.sandbox.rally.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pairs of ObjectIDs, navigable in both directions. */
public final class Relation {
    private final Map<Long, Set<Long>> members = new LinkedHashMap<>();
    private final Map<Long, Set<Long>> holders = new LinkedHashMap<>();

    void set(long holder, long member, boolean linked) {
        set(members, holder, member, linked);
        set(holders, member, holder, linked);
    }

    private static void set(Map<Long, Set<Long>> side, long from, long to, boolean linked) {
        if (linked) {
            side.computeIfAbsent(from, key -> new LinkedHashSet<>()).add(to);
        } else {
            side.getOrDefault(from, Set.of()).remove(to);
        }
    }

    public boolean contains(long holder, long member) {
        return members.getOrDefault(holder, Set.of()).contains(member);
    }

    public Collection<Long> members(long holder) {
        return members.getOrDefault(holder, Set.of());
    }

    public Collection<Long> holders(long member) {
        return holders.getOrDefault(member, Set.of());
    }

    List<Map.Entry<Long, Set<Long>>> all() {
        return List.copyOf(members.entrySet());
    }
}
