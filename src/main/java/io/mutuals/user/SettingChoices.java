package io.mutuals.user;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * Choices for some privacy settings: an enum constant or a boolean by setting. The accessors return null for a setting
 * without a choice.
 */
public record SettingChoices(Map<PrivacySetting, Object> values) {

    /** No choice for any setting. */
    public static final SettingChoices NONE = new SettingChoices(Map.of());

    /** Copies the choices, in the order of the settings. */
    public SettingChoices {
        Map<PrivacySetting, Object> copy = new EnumMap<>(PrivacySetting.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    /**
     * Returns a Cypher map of the choices that {@link #stored} stored in {@code variable}, to be read by {@link #from}.
     */
    public static String projection(String variable) {
        return Arrays.stream(PrivacySetting.values())
                .map(setting -> "." + setting.property())
                .collect(Collectors.joining(", ", variable + " {", "}"));
    }

    /** Returns a Cypher map of the limits of the user {@code user}, to be read by {@link #from}. */
    public static String limitsOf(String user) {
        return Arrays.stream(PrivacySetting.values())
                .map(setting -> setting.property() + ": " + user + "." + setting.limitProperty())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Returns a Cypher map that removes the limits of a user when it is added to the user's properties. */
    public static String noLimits() {
        return Arrays.stream(PrivacySetting.values())
                .map(setting -> setting.limitProperty() + ": null")
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /**
     * Returns a Cypher map that replaces the choices of a user that are looser than their limits by these, when it is
     * added to the user's properties.
     */
    static String limited(String user) {
        return Arrays.stream(PrivacySetting.values())
                .map(setting -> setting.property() + ": " + setting.limited(user))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Reads a map of choices by the names of settings. */
    public static SettingChoices from(Value map) {
        Map<PrivacySetting, Object> values = new EnumMap<>(PrivacySetting.class);
        for (PrivacySetting setting : PrivacySetting.values()) {
            @Nullable
            Object choice =
                    setting.decoded(setting.code(map.get(setting.property()).asObject()));
            if (choice != null) {
                values.put(setting, choice);
            }
        }
        return values.isEmpty() ? NONE : new SettingChoices(values);
    }

    /** Returns the properties that store these choices. */
    public Map<String, @Nullable Object> stored() {
        Map<String, @Nullable Object> stored = new HashMap<>();
        values.forEach((setting, choice) -> stored.put(setting.property(), stored(choice)));
        return stored;
    }

    /** Returns the form in which a choice is stored. */
    static Object stored(Object choice) {
        return choice instanceof Enum<?> constant ? constant.name() : choice;
    }

    /** Returns whether there is no choice. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    public @Nullable RequestAudience friendRequestsFrom() {
        return (RequestAudience) values.get(PrivacySetting.FRIEND_REQUESTS_FROM);
    }

    public @Nullable FriendListAudience friendListVisibleTo() {
        return (FriendListAudience) values.get(PrivacySetting.FRIEND_LIST_VISIBLE_TO);
    }

    public @Nullable MessageAudience messagesFrom() {
        return (MessageAudience) values.get(PrivacySetting.MESSAGES_FROM);
    }

    public @Nullable Boolean suggestByMutualFriends() {
        return (Boolean) values.get(PrivacySetting.SUGGEST_BY_MUTUAL_FRIENDS);
    }

    public @Nullable Boolean suggestBySharedConversations() {
        return (Boolean) values.get(PrivacySetting.SUGGEST_BY_SHARED_CONVERSATIONS);
    }

    public @Nullable Boolean suggestByVideoTaste() {
        return (Boolean) values.get(PrivacySetting.SUGGEST_BY_VIDEO_TASTE);
    }

    public @Nullable Boolean findableBySearch() {
        return (Boolean) values.get(PrivacySetting.FINDABLE_BY_SEARCH);
    }

    public @Nullable Boolean readReceipts() {
        return (Boolean) values.get(PrivacySetting.READ_RECEIPTS);
    }

    public @Nullable Boolean showPresence() {
        return (Boolean) values.get(PrivacySetting.SHOW_PRESENCE);
    }
}
