package io.mutuals.memory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks entries up for one answer, and notes which are missing. Not thread-safe.
 *
 * <p>The answer is valid only if all entries that it needs were found, see {@link #isComplete}.
 */
public final class Lookup {

    private final Fence fence;
    private final Map<Entries<?>, Set<Long>> missing;
    private final Lookup whole;
    private boolean complete = true;
    private boolean answerable = true;
    private int found;
    private int lacking;

    /** Creates a lookup behind an open fence. */
    public Lookup(Fence fence) {
        this.fence = fence;
        this.missing = new HashMap<>();
        this.whole = this;
    }

    /** Returns a lookup of an answer that is not given to a client, but shows which entries it would take. */
    public static Lookup ofNoRequest() {
        return new Lookup(new Fence(Long.MAX_VALUE));
    }

    private Lookup(Lookup whole) {
        this.fence = whole.fence;
        this.missing = whole.missing;
        this.whole = whole;
    }

    /**
     * Returns a lookup for a part of the answer. What it lacks is missing for the whole answer too; but if it is given
     * up, only the part cannot be given from memory.
     */
    public Lookup part() {
        return new Lookup(whole);
    }

    /**
     * Returns an entry; null if it is missing, or was read too late to be used behind this fence. Then the answer is
     * not complete, and looks up what else it needs only in order to note it as missing. Gives up, and returns null, if
     * memory does not hold such a value.
     */
    // Entries of a kind are kept by their own type alone, and what is not held is one object.
    @SuppressWarnings({"unchecked", "ReferenceEquality"})
    public <E> @Nullable E find(Entries<E> entries, long id) {
        Memory.Held held = entries.find(id);
        if (held == null) {
            missing.computeIfAbsent(entries, kind -> new HashSet<>()).add(id);
            lack();
            return null;
        }
        if (held.fence() >= fence.number()) {
            lack();
            return null;
        }
        if (held.value() == Entries.NOT_HELD) {
            giveUp();
            return null;
        }
        whole.found++;
        return (E) held.value();
    }

    private void lack() {
        whole.lacking++;
        whole.complete = false;
        complete = false;
    }

    /** Notes that the answer cannot be given from memory, whatever is read. */
    public void giveUp() {
        answerable = false;
    }

    /** Returns whether the answer is valid. */
    public boolean isComplete() {
        return complete && answerable;
    }

    /** Returns whether the answer may be valid once the missing entries are read. */
    public boolean isAnswerable() {
        return answerable;
    }

    /**
     * Returns whether more than a share of the lookups so far found no entry, or one that was read too late.
     *
     * @param percent 0 to 100
     */
    public boolean lacksMoreThan(int percent) {
        return 100L * lacking > (long) percent * (found + lacking);
    }

    /** Adds the ids of the missing entries to {@code all}, by kind. */
    public void addMissingTo(Map<Entries<?>, Set<Long>> all) {
        missing.forEach((kind, ids) ->
                all.computeIfAbsent(kind, first -> new HashSet<>()).addAll(ids));
    }

    /** Returns the number of entries found. */
    public int found() {
        return found;
    }
}
