package io.mutuals.suggestion.feedback;

import io.mutuals.api.UserId;
import io.mutuals.changelog.Fact;
import io.mutuals.loader.Loaders;
import io.mutuals.memory.Entries;
import io.mutuals.memory.Lookup;
import io.mutuals.memory.TimedIds;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The users whom viewers have dismissed from their suggestions, in memory. Thread-safe. */
@Component
public class DismissalsInMemory {

    /** The end of a dismissal for good. */
    static final Instant NEVER = Instant.MAX;

    private static final String KIND = "dismissals";

    private final Entries<TimedIds> dismissals;

    DismissalsInMemory(Loaders loaders, DismissalRepository repository) {
        this.dismissals = loaders.entries(KIND, TimedIds::weight, repository::ends);
    }

    /** Returns the fact that changes with the dismissals of a user. The import leaves a gap instead. */
    static Fact of(UserId user) {
        return new Fact(KIND, user.value());
    }

    /**
     * Returns the users whom a user has dismissed, each with the end of the dismissal, which may have passed; null if
     * the lookup lacks the entry. A user who does not exist has dismissed none.
     */
    public @Nullable TimedIds dismissals(UserId user, Lookup lookup) {
        return lookup.find(dismissals, user.value());
    }
}
