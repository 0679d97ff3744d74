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
 * Wakes whoever watches somebody of whom it may have changed whether they are there, or to whom that is shown. A hint is the number of
 * one person; it wakes those who watch them, and what they watch themselves.
 */
@Component
class Watching {

    static final String TOPIC = "presence";

    private final Hints hints;
    private final WakeUps<Long> bells = new WakeUps<>();

    Watching(Hints hints) {
        this.hints = hints;
        hints.listen(TOPIC, person -> bells.ring(Long.parseLong(person)));
    }

    /** A bell that rings when something may have changed for one of {@code people}. */
    WakeUps<Long>.Bell hang(Collection<Long> people) {
        return bells.hang(people);
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
            tell(changed.user());
        }
    }

    /** One of a pair is enough: who watches either of the two hangs their bell under both. */
    private void tell(long person) {
        hints.tell(TOPIC, Long.toString(person));
    }
}
