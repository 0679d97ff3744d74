package io.mutuals.suggestion.evidence;

import io.mutuals.api.KeysetPosition;
import io.mutuals.memory.Lookup;
import io.mutuals.memory.TimedIds;
import io.mutuals.user.User;
import io.mutuals.user.UserFacts;
import io.mutuals.user.UsersInMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The friends of the viewer of a page, who are looked up once for all candidates. Belongs to one lookup; not
 * thread-safe.
 */
public final class FriendsByName {

    private final TimedIds friends;
    private final UsersInMemory users;
    private final @Nullable Named[] named;

    /** @param friends the friends of the viewer */
    public FriendsByName(TimedIds friends, UsersInMemory users) {
        this.friends = friends;
        this.users = users;
        this.named = new Named[friends.size()];
    }

    /** Returns the friends. */
    public TimedIds list() {
        return friends;
    }

    /**
     * Returns the first {@code limit} of some friends, by name and then by id, as the database orders them.
     *
     * @param ids the ids of friends of the viewer
     * @param part given up if a friend does not exist: the list was read while its entry was being changed
     * @return too few if the lookup is not complete
     */
    List<User> first(int limit, long[] ids, Lookup part) {
        List<Named> first = new ArrayList<>(limit + 1);
        for (long id : ids) {
            Named friend = named(id, part);
            if (friend == null) {
                continue;
            }
            int place = first.size();
            while (place > 0 && friend.position().compareTo(first.get(place - 1).position()) < 0) {
                place--;
            }
            if (place < limit) {
                first.add(place, friend);
                if (first.size() > limit) {
                    first.removeLast();
                }
            }
        }
        List<User> sample = new ArrayList<>(first.size());
        first.forEach(friend -> sample.add(friend.user()));
        return sample;
    }

    private @Nullable Named named(long id, Lookup part) {
        int place = friends.place(id);
        Named known = named[place];
        if (known == null) {
            UserFacts facts = users.user(id, part);
            if (facts == null || facts.user() == null) {
                if (part.isComplete()) {
                    part.giveUp();
                }
                return null;
            }
            known = new Named(
                    new KeysetPosition.ByName(facts.user().displayName().toLowerCase(Locale.ROOT), id), facts.user());
            named[place] = known;
        }
        return known;
    }

    /** A friend, and the position by which they are ordered. */
    private record Named(KeysetPosition.ByName position, User user) {}
}
