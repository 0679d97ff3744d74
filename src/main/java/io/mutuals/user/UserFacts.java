package io.mutuals.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * What memory holds of a user. Ages change without a write, so effective settings are derived when they are asked for.
 *
 * @param user the user; null if there is none with this id
 * @param birthYear the year of birth; null if unknown
 * @param friendListVisibleTo the stored choice, a name of {@link FriendListAudience}; null for the default
 */
public record UserFacts(
        @Nullable User user,
        @Nullable Integer birthYear,
        @Nullable String friendListVisibleTo) {

    /** The facts about an id that no user has. */
    static final UserFacts NO_USER = new UserFacts(null, null, null);

    private static final int FIXED_WEIGHT = 250;

    /** Returns a Cypher map of the user {@code variable}, to be read by {@link #from}. */
    static String projection(String variable) {
        return "{user: %s, birthYear: %s.birthYear, friendListVisibleTo: %s.%s}"
                .formatted(
                        User.projection(variable),
                        variable,
                        variable,
                        PrivacySetting.FRIEND_LIST_VISIBLE_TO.property());
    }

    static UserFacts from(Value map) {
        Value birthYear = map.get("birthYear");
        return new UserFacts(
                User.from(map.get("user")),
                birthYear.isNull() ? null : birthYear.asInt(),
                map.get("friendListVisibleTo").asString(null));
    }

    /** Returns who may see the list of friends at {@code now}. */
    FriendListAudience friendListVisibleTo(Instant now) {
        return (FriendListAudience)
                PrivacySetting.FRIEND_LIST_VISIBLE_TO.of(AgeBand.at(now, birthYear), friendListVisibleTo);
    }

    /** Returns the approximate heap that these facts take, in bytes. */
    int weight() {
        if (user == null) {
            return 0;
        }
        int characters = user.handle().length() + user.displayName().length();
        characters += user.bio() == null ? 0 : user.bio().length();
        return FIXED_WEIGHT + 2 * characters;
    }
}
