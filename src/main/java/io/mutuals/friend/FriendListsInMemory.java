package io.mutuals.friend;

import io.mutuals.api.UserId;
import io.mutuals.changelog.Fact;
import io.mutuals.loader.Loaders;
import io.mutuals.memory.Entries;
import io.mutuals.memory.Lookup;
import io.mutuals.memory.TimedIds;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The lists of friends in memory. Thread-safe. */
@Component
public class FriendListsInMemory {

    /** The kind of these facts in the change log. */
    public static final String KIND = "friends";

    private final Entries<TimedIds> lists;

    FriendListsInMemory(Loaders loaders, FriendListRepository repository) {
        this.lists = loaders.boundedEntries(KIND, TimedIds::weight, repository::lists);
    }

    /** Returns the facts that change when two users become friends or cease to be. */
    static List<Fact> of(UserId one, UserId other) {
        return Fact.ofBoth(KIND, one.value(), other.value());
    }

    /**
     * Returns the friends of a user, and since when they have been; null if the lookup lacks the entry. Gives the
     * lookup up, and returns null, if they are too many to be held. A user who does not exist has none.
     */
    public @Nullable TimedIds friends(UserId owner, Lookup lookup) {
        return lookup.find(lists, owner.value());
    }
}
