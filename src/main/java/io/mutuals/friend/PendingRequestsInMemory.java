package io.mutuals.friend;

import io.mutuals.api.UserId;
import io.mutuals.changelog.Fact;
import io.mutuals.loader.Loaders;
import io.mutuals.memory.Entries;
import io.mutuals.memory.Lookup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The pending friend requests of users in memory, in both directions. Thread-safe. */
@Component
public class PendingRequestsInMemory {

    /** The kind of these facts in the change log. */
    public static final String KIND = "requests";

    private final Entries<PendingRequests> requests;

    PendingRequestsInMemory(Loaders loaders, PendingRequestRepository repository) {
        this.requests = loaders.boundedEntries(KIND, PendingRequests::weight, repository::requests);
    }

    /**
     * Returns the facts that change when a request between two users is sent, accepted, declined, cancelled, or ended
     * by a friendship or a block. The import leaves a gap instead.
     */
    static List<Fact> of(UserId one, UserId other) {
        return Fact.ofBoth(KIND, one.value(), other.value());
    }

    /**
     * Returns the pending requests of a user; null if the lookup lacks the entry. Gives the lookup up, and returns
     * null, if they are too many to be held. A user who does not exist has none.
     */
    public @Nullable PendingRequests requests(UserId user, Lookup lookup) {
        return lookup.find(requests, user.value());
    }
}
