package io.mutuals.user;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neo4j.driver.Value;

/**
 * The effective privacy settings of a user: their choice where their age permits it, and the default of their age
 * elsewhere.
 */
public record PrivacySettings(AgeBand ageBand, Map<PrivacySetting, Object> values) {

    /** Returns a Cypher map of the properties of {@code variable} that {@link #from} reads. */
    public static String projection(String variable) {
        return Stream.concat(
                        Stream.of(".birthYear", ".assuredAge"),
                        Arrays.stream(PrivacySetting.values()).map(setting -> "." + setting.property()))
                .collect(Collectors.joining(", ", variable + " {", "}"));
    }

    /** Reads a {@linkplain #projection projection}, with the age at {@code now}. */
    public static PrivacySettings from(Value map, Instant now) {
        AgeBand band = Age.from(map).band(now);
        Map<PrivacySetting, Object> values = new EnumMap<>(PrivacySetting.class);
        for (PrivacySetting setting : PrivacySetting.values()) {
            values.put(setting, setting.of(band, map.get(setting.property())));
        }
        return new PrivacySettings(band, values);
    }

    /** Returns the effective settings for stored choices at an age. */
    static PrivacySettings of(AgeBand band, StoredChoices choices) {
        Map<PrivacySetting, Object> values = new EnumMap<>(PrivacySetting.class);
        for (PrivacySetting setting : PrivacySetting.values()) {
            values.put(setting, choices.effective(setting, band));
        }
        return new PrivacySettings(band, values);
    }

    public RequestAudience friendRequestsFrom() {
        return (RequestAudience) value(PrivacySetting.FRIEND_REQUESTS_FROM);
    }

    public FriendListAudience friendListVisibleTo() {
        return (FriendListAudience) value(PrivacySetting.FRIEND_LIST_VISIBLE_TO);
    }

    public MessageAudience messagesFrom() {
        return (MessageAudience) value(PrivacySetting.MESSAGES_FROM);
    }

    public boolean suggestByMutualFriends() {
        return (Boolean) value(PrivacySetting.SUGGEST_BY_MUTUAL_FRIENDS);
    }

    public boolean suggestBySharedConversations() {
        return (Boolean) value(PrivacySetting.SUGGEST_BY_SHARED_CONVERSATIONS);
    }

    public boolean suggestByVideoTaste() {
        return (Boolean) value(PrivacySetting.SUGGEST_BY_VIDEO_TASTE);
    }

    public boolean findableBySearch() {
        return (Boolean) value(PrivacySetting.FINDABLE_BY_SEARCH);
    }

    public boolean readReceipts() {
        return (Boolean) value(PrivacySetting.READ_RECEIPTS);
    }

    public boolean showPresence() {
        return (Boolean) value(PrivacySetting.SHOW_PRESENCE);
    }

    /** Returns the settings that offer fewer choices at this age than to an adult, in the order of the enum. */
    public List<PrivacySetting> locked() {
        return Arrays.stream(PrivacySetting.values())
                .filter(setting -> setting.isLocked(ageBand))
                .toList();
    }

    /** Returns the effective value of a setting, an enum constant or a boolean. */
    Object value(PrivacySetting setting) {
        Object value = values.get(setting);
        if (value == null) {
            throw new IllegalStateException("No value of " + setting + " was read");
        }
        return value;
    }
}
