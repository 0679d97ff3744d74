package io.mutuals.friend;

import io.mutuals.api.KeysetPosition;
import io.mutuals.memory.Lookup;
import io.mutuals.user.User;
import io.mutuals.user.UserFacts;
import io.mutuals.user.UsersInMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The users whom lists in memory name. */
final class ListedUsers {

    /** Above this, reading every user to order them costs more than the statement does. */
    private static final int MOST = 1_000;

    private ListedUsers() {}

    /**
     * Returns the first users after a position, by name.
     *
     * @param ids the ids of users who exist
     * @param after the position; null for the beginning of the list
     * @param limit the maximum number of users to return
     * @return null if the lookup lacks an entry, or was given up
     */
    static @Nullable List<Named> after(
            long[] ids, @Nullable KeysetPosition after, int limit, UsersInMemory users, Lookup lookup) {
        if (ids.length > MOST) {
            lookup.giveUp();
            return null;
        }
        List<Named> named = new ArrayList<>(ids.length);
        for (long id : ids) {
            UserFacts facts = existing(id, users, lookup);
            if (facts != null && facts.user() != null) {
                KeysetPosition.ByName position =
                        new KeysetPosition.ByName(facts.user().displayName().toLowerCase(Locale.ROOT), id);
                if (!(after instanceof KeysetPosition.ByName previous) || position.compareTo(previous) > 0) {
                    named.add(new Named(position, facts.user()));
                }
            }
        }
        if (!lookup.isComplete()) {
            return null;
        }
        named.sort(Comparator.comparing(Named::position));
        return named.size() > limit ? named.subList(0, limit) : named;
    }

    /**
     * Returns the facts about a user whom a list in memory names; null if the lookup lacks them. Gives the lookup up if
     * there is no such user: the list was read while its entry was being changed.
     */
    static @Nullable UserFacts existing(long id, UsersInMemory users, Lookup lookup) {
        UserFacts facts = users.user(id, lookup);
        if (facts == null && lookup.isComplete()) {
            lookup.giveUp();
        }
        return facts;
    }

    /** A user, and the position by which they are ordered. */
    record Named(KeysetPosition.ByName position, User user) {}
}
