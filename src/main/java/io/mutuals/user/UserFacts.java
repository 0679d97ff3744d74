package io.mutuals.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * What memory holds of a user. Ages change without a write, so effective settings are derived when they are asked for.
 *
 * @param user the user; null if there is none with this id
 * @param age what is known of the user's age
 * @param choices the stored privacy settings
 */
public record UserFacts(@Nullable User user, Age age, StoredChoices choices) {

    /** The facts about an id that no user has. */
    static final UserFacts NO_USER = new UserFacts(null, Age.UNKNOWN, StoredChoices.NONE);

    private static final int FIXED_WEIGHT = 310;

    /** Returns a Cypher map of the user {@code variable}, to be read by {@link #from}. */
    static String projection(String variable) {
        return "{user: %s, settings: %s}".formatted(User.projection(variable), PrivacySettings.projection(variable));
    }

    static UserFacts from(Value map) {
        Value settings = map.get("settings");
        return new UserFacts(User.from(map.get("user")), Age.from(settings), StoredChoices.from(settings));
    }

    /** Returns the age of the user at {@code now}. */
    public AgeBand ageBand(Instant now) {
        return age.band(now);
    }

    /** Returns the effective settings at {@code now}. */
    public PrivacySettings settings(Instant now) {
        return PrivacySettings.of(ageBand(now), choices);
    }

    /** Returns who may see the list of friends at {@code now}. */
    FriendListAudience friendListVisibleTo(Instant now) {
        return (FriendListAudience) choices.effective(PrivacySetting.FRIEND_LIST_VISIBLE_TO, ageBand(now));
    }

    /** Returns who may start a conversation with the user at {@code now}. */
    public MessageAudience messagesFrom(Instant now) {
        return (MessageAudience) choices.effective(PrivacySetting.MESSAGES_FROM, ageBand(now));
    }

    /** Returns whether the user shows and sees read receipts at {@code now}. */
    public boolean readReceipts(Instant now) {
        return (Boolean) choices.effective(PrivacySetting.READ_RECEIPTS, ageBand(now));
    }

    /** Returns the approximate heap that these facts take, in bytes. */
    int weight() {
        if (user == null) {
            return 0;
        }
        int characters = user.handle().length() + user.displayName().length();
        characters += user.bio() == null ? 0 : user.bio().length();
        int avatar = user.avatar() == null ? 0 : user.avatar().weight();
        return FIXED_WEIGHT + 2 * characters + avatar;
    }
}
