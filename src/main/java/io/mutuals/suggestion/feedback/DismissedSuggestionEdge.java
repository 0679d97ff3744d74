package io.mutuals.suggestion.feedback;

import io.mutuals.api.Edge;
import io.mutuals.api.KeysetPosition;
import io.mutuals.user.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A dismissed user in the viewer's list. */
record DismissedSuggestionEdge(
        String cursor,
        User node,
        Instant dismissedAt,
        @Nullable Instant until) implements Edge<User> {

    static DismissedSuggestionEdge of(User user, Dismissal dismissal) {
        return new DismissedSuggestionEdge(
                new KeysetPosition.InTime(dismissal.at(), user.number()).in(DismissalRepository.LIST),
                user,
                dismissal.at(),
                dismissal.until());
    }
}
