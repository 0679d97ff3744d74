package io.mutuals.friend;

import io.mutuals.api.UserId;
import io.mutuals.changelog.Fact;
import io.mutuals.limit.FixedWindow;
import io.mutuals.loader.Loaders;
import io.mutuals.memory.Entries;
import io.mutuals.memory.Lookup;
import io.mutuals.memory.TimedIds;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The pending friend requests of users in memory, in both directions. Thread-safe. */
@Component
public class PendingRequestsInMemory {

    /** Stands for requests that are too many to be held in memory. */
    static final PendingRequests TOO_MANY =
            new PendingRequests(TimedIds.NONE, TimedIds.NONE, Map.of(), Map.of(), new FixedWindow(null, 0));

    /** The kind of these facts in the change log. */
    public static final String KIND = "requests";

    private final Entries<PendingRequests> requests;

    PendingRequestsInMemory(Loaders loaders, PendingRequestRepository repository) {
        this.requests = loaders.entries(KIND, PendingRequests::weight, repository::requests);
    }

    /**
     * Returns the facts that change when a request between two users is sent, accepted, declined, cancelled, or ended
     * by a friendship or a block. The import leaves a gap instead.
     */
    static List<Fact> of(UserId one, UserId other) {
        return List.of(new Fact(KIND, one.value()), new Fact(KIND, other.value()));
    }

    /**
     * Returns the pending requests of a user; null if the lookup lacks the entry. Gives the lookup up, and returns null,
     * if they are too many to be held. A user who does not exist has none.
     */
    @SuppressWarnings("ReferenceEquality") // users without requests have an equal record
    public @Nullable PendingRequests requests(UserId user, Lookup lookup) {
        PendingRequests found = lookup.find(requests, user.value());
        if (found == TOO_MANY) {
            lookup.giveUp();
            return null;
        }
        return found;
    }
}
