package io.mutuals.user;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Choices for privacy settings as a client sends them. A null field chooses nothing. */
public record SettingsInput(
        @Nullable RequestAudience friendRequestsFrom,
        @Nullable FriendListAudience friendListVisibleTo,
        @Nullable MessageAudience messagesFrom,
        @Nullable Boolean suggestByMutualFriends,
        @Nullable Boolean suggestBySharedConversations,
        @Nullable Boolean suggestByVideoTaste,
        @Nullable Boolean findableBySearch,
        @Nullable Boolean readReceipts,
        @Nullable Boolean showPresence) {

    /** Returns the choices that are not null. */
    public SettingChoices choices() {
        Map<PrivacySetting, Object> choices = new EnumMap<>(PrivacySetting.class);
        put(choices, PrivacySetting.FRIEND_REQUESTS_FROM, friendRequestsFrom);
        put(choices, PrivacySetting.FRIEND_LIST_VISIBLE_TO, friendListVisibleTo);
        put(choices, PrivacySetting.MESSAGES_FROM, messagesFrom);
        put(choices, PrivacySetting.SUGGEST_BY_MUTUAL_FRIENDS, suggestByMutualFriends);
        put(choices, PrivacySetting.SUGGEST_BY_SHARED_CONVERSATIONS, suggestBySharedConversations);
        put(choices, PrivacySetting.SUGGEST_BY_VIDEO_TASTE, suggestByVideoTaste);
        put(choices, PrivacySetting.FINDABLE_BY_SEARCH, findableBySearch);
        put(choices, PrivacySetting.READ_RECEIPTS, readReceipts);
        put(choices, PrivacySetting.SHOW_PRESENCE, showPresence);
        return new SettingChoices(choices);
    }

    private static void put(Map<PrivacySetting, Object> choices, PrivacySetting setting, @Nullable Object chosen) {
        if (chosen != null) {
            choices.put(setting, chosen);
        }
    }
}
