package io.mutuals.friend;

import io.mutuals.api.UserId;
import io.mutuals.changelog.Fact;
import io.mutuals.loader.Loaders;
import io.mutuals.memory.Entries;
import io.mutuals.memory.IdSet;
import io.mutuals.memory.Lookup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The lists of close friends in memory. Read for their owners, and to decide whether an audience of close friends
 * includes a viewer; what is on a list is never shown to another user. Thread-safe.
 */
@Component
public class CloseFriendsInMemory {

    private static final String KIND = "closeFriends";

    private final Entries<IdSet> lists;

    CloseFriendsInMemory(Loaders loaders, CloseFriendRepository repository) {
        this.lists = loaders.boundedEntries(KIND, IdSet::weight, repository::lists);
    }

    /** Returns the fact that changes with the list of a user. */
    static Fact of(UserId owner) {
        return new Fact(KIND, owner.value());
    }

    /** Returns the facts that change when two users cease to be friends. */
    static List<Fact> of(UserId one, UserId other) {
        return Fact.ofBoth(KIND, one.value(), other.value());
    }

    /**
     * Returns the users on the list of {@code owner}; null if the lookup lacks the entry. Gives the lookup up, and
     * returns null, if they are too many to be held.
     */
    public @Nullable IdSet of(UserId owner, Lookup lookup) {
        return lookup.find(lists, owner.value());
    }
}
