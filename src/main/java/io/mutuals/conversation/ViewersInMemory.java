package io.mutuals.conversation;

import io.mutuals.memory.Lookup;
import io.mutuals.user.HiddenUsers;
import io.mutuals.user.User;
import io.mutuals.user.UserFacts;
import io.mutuals.user.UsersInMemory;
import io.mutuals.user.VisibilityRules;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Viewers in memory, and the senders of messages as they see them. Thread-safe. */
@Component
class ViewersInMemory {

    private final UsersInMemory users;
    private final InstantSource clock;

    ViewersInMemory(UsersInMemory users, InstantSource clock) {
        this.users = users;
        this.clock = clock;
    }

    /** Returns a viewer; null if there is no such user, or if the lookup lacks an entry. */
    @Nullable
    ViewerFacts find(long viewer, Lookup lookup) {
        UserFacts facts = users.user(viewer, lookup);
        HiddenUsers hidden = users.hidden(viewer, lookup);
        User user = facts == null ? null : facts.user();
        return facts == null || user == null || hidden == null
                ? null
                : new ViewerFacts(viewer, user, facts, hidden, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** Returns a user as the viewer sees them; null if hidden or missing, or if the lookup lacks the entry. */
    @Nullable
    User seen(long user, ViewerFacts viewer, Lookup lookup) {
        if (!VisibilityRules.maySee(viewer.hidden(), user)) {
            return null;
        }
        UserFacts facts = users.user(user, lookup);
        return facts == null ? null : facts.user();
    }

    /** Returns a message with its sender, unless the viewer may not see them. */
    Message withSender(HeldMessage held, ViewerFacts viewer, Lookup lookup) {
        User sender = seen(held.sender(), viewer, lookup);
        return sender == null ? held.message() : held.message().sentBy(sender);
    }
}
