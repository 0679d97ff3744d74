package io.mutuals.memory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks entries up behind a fence, for the answers to some keys, and notes which are missing. Not thread-safe.
 *
 * <p>The answer to a key is valid only if all entries that it needs were found, see {@link #isComplete}.
 */
public final class Lookup {

    private final Fence fence;
    private final Map<Entries<?>, Set<Long>> missing;
    private final Lookup whole;
    private boolean complete = true;
    private boolean answerable = true;
    private int found;

    /** Creates a lookup behind an open fence. */
    public Lookup(Fence fence) {
        this.fence = fence;
        this.missing = new HashMap<>();
        this.whole = this;
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
            whole.complete = false;
            complete = false;
            return null;
        }
        if (held.fence() >= fence.number()) {
            whole.complete = false;
            complete = false;
            return null;
        }
        if (held.value() == Entries.NOT_HELD) {
            giveUp();
            return null;
        }
        whole.found++;
        return (E) held.value();
    }

    /** Notes that the answer to this key cannot be given from memory, whatever is read. */
    public void giveUp() {
        answerable = false;
    }

    /** Begins the answer to the next key. */
    public void begin() {
        complete = true;
        answerable = true;
    }

    /** Returns whether the answer to the key is valid. */
    public boolean isComplete() {
        return complete && answerable;
    }

    /** Returns whether the answer to the key may be valid once the missing entries are read. */
    public boolean isAnswerable() {
        return answerable;
    }

    /** Returns the ids of the missing entries, by kind. */
    public Map<Entries<?>, Set<Long>> missing() {
        return missing;
    }

    /** Returns the number of entries found. */
    public int found() {
        return found;
    }
}
