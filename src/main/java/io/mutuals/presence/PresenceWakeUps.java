package io.mutuals.presence;

import io.mutuals.friend.FriendshipEnded;
import io.mutuals.friend.FriendshipFormed;
import io.mutuals.friend.UserBlocked;
import io.mutuals.friend.UserUnblocked;
import io.mutuals.realtime.Hints;
import io.mutuals.realtime.WakeUps;
import io.mutuals.user.SettingsChanged;
import java.util.Collection;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Wakes streams when the presence of a user, or its visibility, may have changed. A hint is the number of a user; it
 * wakes the streams about this user, and the user's own streams.
 */
@Component
class PresenceWakeUps {

    static final String TOPIC = "presence";

    private final Hints hints;
    private final WakeUps<Long> wakeUps = new WakeUps<>();

    PresenceWakeUps(Hints hints) {
        this.hints = hints;
        hints.listen(TOPIC, user -> wakeUps.wake(Long.parseLong(user)));
    }

    /**
     * Registers a stream that is woken when the presence of one of {@code users}, or its visibility, may have changed.
     */
    WakeUps<Long>.Waiter register(Collection<Long> users) {
        return wakeUps.register(users);
    }

    @EventListener
    void on(FriendshipFormed formed) {
        tell(formed.one().value());
    }

    @EventListener
    void on(FriendshipEnded ended) {
        tell(ended.one().value());
    }

    @EventListener
    void on(UserBlocked blocked) {
        tell(blocked.by().value());
    }

    @EventListener
    void on(UserUnblocked unblocked) {
        tell(unblocked.by().value());
    }

    @EventListener
    void on(SettingsChanged changed) {
        if (changed.before().showPresence() != changed.after().showPresence()) {
            tell(changed.user().value());
        }
    }

    /**
     * One user of a pair is enough: a stream is registered for its viewer as well as for the users that it is about.
     */
    private void tell(long user) {
        hints.publish(TOPIC, Long.toString(user));
    }
}
