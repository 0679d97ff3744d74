package io.mutuals;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Mutations as a client sends them. */
public final class Mutations {

    private Mutations() {}

    /** Returns the payload of {@code mutation}, with {@code selection} and its errors. */
    public static JsonNode does(
            Api.Caller caller, String mutation, Map<String, ? extends @Nullable Object> input, String selection) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input!";
        return caller.data(
                        "mutation ($input: %s) { %s(input: $input) { %s userErrors { code field message } } }"
                                .formatted(type, mutation, selection),
                        Map.of("input", input))
                .path(mutation);
    }

    /** Returns the payload of a mutation of a conversation. */
    public static JsonNode does(
            Api.Caller caller, String mutation, String conversation, Map<String, ? extends @Nullable Object> more) {
        Map<String, @Nullable Object> input = new HashMap<>(more);
        input.put("conversationId", conversation);
        return does(caller, mutation, input, "conversation { id folder unreadCount }");
    }

    /** Sends {@code body} as a new message and returns the payload. */
    public static JsonNode says(Api.Caller caller, String conversation, String body) {
        return sends(caller, conversation, UUID.randomUUID().toString(), Map.of("body", body));
    }

    /** Sends a message under a key and returns the payload. */
    public static JsonNode sends(
            Api.Caller caller, String conversation, String key, Map<String, ? extends @Nullable Object> content) {
        Map<String, @Nullable Object> input = new HashMap<>(content);
        input.put("conversationId", conversation);
        input.put("clientMessageId", key);
        return does(caller, "sendMessage", input, "replayed message { id seq clientMessageId body sentAt }");
    }

    /** Opens the caller's conversation with a user, unless it exists, and returns its id. */
    public static String opens(Api.Caller caller, String userId) {
        JsonNode payload = does(caller, "openDirectConversation", Map.of("userId", userId), "conversation { id }");
        if (payload.at("/conversation").isNull()) {
            throw new AssertionError(payload.toString());
        }
        return payload.at("/conversation/id").asString();
    }

    /** Returns the code of the first error in a payload; empty if there is none. */
    public static String code(JsonNode payload) {
        return payload.at("/userErrors/0/code").asString("");
    }
}
