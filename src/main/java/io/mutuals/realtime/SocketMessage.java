package io.mutuals.realtime;

import io.mutuals.api.Unicode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A message of a client over a WebSocket, as graphql-transport-ws defines it. */
sealed interface SocketMessage {

    /** Parses a message; {@link Invalid} if it is not one. */
    static SocketMessage read(String text) {
        Object read;
        try {
            read = JsonMapper.shared().readValue(text, Object.class);
        } catch (JacksonException notJson) {
            return new Invalid();
        }
        if (!(read instanceof Map<?, ?> message)
                || !(message.get("type") instanceof String type)
                || !(message.get("payload") == null || message.get("payload") instanceof Map)) {
            return new Invalid();
        }
        Map<String, Object> payload = message.get("payload") instanceof Map<?, ?> given ? withoutNulls(given) : null;
        String id =
                message.get("id") instanceof String given && !given.isEmpty() && Unicode.isText(given) ? given : null;
        return switch (type) {
            case "connection_init" -> new Init(payload == null ? Map.of() : payload);
            case "ping" -> new Ping(payload);
            case "pong" -> new Pong();
            case "subscribe" -> id == null || payload == null ? new Invalid() : new Subscribe(id, payload);
            case "complete" -> id == null ? new Invalid() : new Complete(id);
            default -> new Invalid();
        };
    }

    private static Map<String, Object> withoutNulls(Map<?, ?> given) {
        Map<String, Object> all = new LinkedHashMap<>();
        given.forEach((key, value) -> {
            if (value != null) {
                all.put(String.valueOf(key), value);
            }
        });
        return all;
    }

    /** The first message, with the token. */
    record Init(Map<String, Object> parameters) implements SocketMessage {

        private static final List<String> TOKEN_KEYS = List.of("Authorization", "authorization", "token");
        private static final String BEARER = "bearer ";

        /** Returns the token, under any of the names that clients use; null if there is none. */
        @Nullable
        String token() {
            for (String key : TOKEN_KEYS) {
                if (parameters.get(key) instanceof String value) {
                    boolean bearer = value.regionMatches(true, 0, BEARER, 0, BEARER.length());
                    return bearer ? value.substring(BEARER.length()).strip() : value.strip();
                }
            }
            return null;
        }
    }

    /** Asks for a pong. */
    record Ping(@Nullable Map<String, Object> payload) implements SocketMessage {}

    /** Answers a ping. */
    record Pong() implements SocketMessage {}

    /** Starts an operation. */
    record Subscribe(String id, Map<String, Object> body) implements SocketMessage {}

    record Complete(String id) implements SocketMessage {}

    /** Anything else. */
    record Invalid() implements SocketMessage {}
}
