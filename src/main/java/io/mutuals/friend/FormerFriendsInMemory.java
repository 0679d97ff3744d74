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

/** The former friends of users in memory, see {@link FormerFriendship}. Thread-safe. */
@Component
public class FormerFriendsInMemory {

    private static final String KIND = "formerFriends";

    private final Entries<IdSet> former;

    FormerFriendsInMemory(Loaders loaders, FormerFriendRepository repository) {
        this.former = loaders.boundedEntries(KIND, IdSet::weight, repository::former);
    }

    /** Returns the facts that change when two users become friends or cease to be. The import leaves a gap instead. */
    static List<Fact> of(UserId one, UserId other) {
        return Fact.ofBoth(KIND, one.value(), other.value());
    }

    /**
     * Returns the users who were friends of a user and are not; null if the lookup lacks the entry. Gives the lookup
     * up, and returns null, if they are too many to be held. A user who does not exist has none.
     */
    public @Nullable IdSet former(UserId user, Lookup lookup) {
        return lookup.find(former, user.value());
    }
}
