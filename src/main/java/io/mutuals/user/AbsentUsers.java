package io.mutuals.user;

import io.mutuals.memory.Entries;
import io.mutuals.memory.IdSet;
import io.mutuals.memory.Lookup;
import org.jspecify.annotations.Nullable;

/**
 * The users who are hidden from everyone, because they have deactivated or deleted their account.
 *
 * <p>Memory holds them in {@value #PARTS} parts by id, so that the absence of a user changes a small entry, and looks a
 * part up when the first user of it is asked for. Not thread-safe.
 */
public final class AbsentUsers {

    /** The number of parts. Stored with every absent user, so a change of it needs a migration. */
    static final int PARTS = 256;

    /** No user is absent. */
    public static final AbsentUsers NONE = new AbsentUsers(null, null);

    private final @Nullable Entries<IdSet> entries;
    private final @Nullable Lookup lookup;
    private @Nullable IdSet @Nullable [] parts;

    private AbsentUsers(@Nullable Entries<IdSet> entries, @Nullable Lookup lookup) {
        this.entries = entries;
        this.lookup = lookup;
    }

    /** Returns the absent users behind the fence of a lookup. */
    static AbsentUsers of(Entries<IdSet> entries, Lookup lookup) {
        return new AbsentUsers(entries, lookup);
    }

    /** Returns the part that a user is in while absent. */
    static int part(long user) {
        return Math.floorMod(Long.hashCode(user * 0x9E3779B97F4A7C15L), PARTS);
    }

    /** Returns whether a user is absent; false, and the lookup is not complete, if it lacks the entry. */
    public boolean contains(long user) {
        if (entries == null || lookup == null) {
            return false;
        }
        if (parts == null) {
            parts = new IdSet[PARTS];
        }
        int part = part(user);
        IdSet known = parts[part];
        if (known == null) {
            known = lookup.find(entries, part);
            parts[part] = known;
        }
        return known != null && known.contains(user);
    }
}
