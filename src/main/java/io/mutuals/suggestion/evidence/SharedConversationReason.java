package io.mutuals.suggestion.evidence;

import io.mutuals.conversation.Conversation;
import io.mutuals.conversation.Message;
import io.mutuals.user.User;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * The two participate in the same groups.
 *
 * @param count the number of groups, at least 1
 * @param conversation the smallest of them, with its last message
 */
public record SharedConversationReason(int count, Conversation conversation) implements SuggestionReason {

    /** Reads {@link Evidence#sharedConversations}; null for null. */
    static @Nullable SharedConversationReason from(Value map) {
        if (map.isNull()) {
            return null;
        }
        Value last = map.get("last");
        Value sender = map.get("sender");
        Message message = last.isNull() ? null : Message.from(last, sender.isNull() ? null : User.from(sender));
        return new SharedConversationReason(
                map.get("count").asInt(), Conversation.from(map.get("conversation"), message));
    }

    /** Returns the reason as an English sentence. */
    public String text() {
        String title = Objects.requireNonNullElse(conversation.title(), "a group");
        return switch (count) {
            case 1 -> "You are both in " + title;
            case 2 -> "You are both in " + title + " and another group";
            default -> "You are both in " + title + " and " + (count - 1) + " other groups";
        };
    }
}
