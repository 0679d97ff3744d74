package io.mutuals.conversation.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.LiveSocket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Queries and subscriptions of conversation events, for tests. */
record ConversationEventQueries(Api api, String conversation) {

    /** The selection of every event. */
    static final String EVENTS = """
            cursor hasMore events { __typename conversationId at
              ... on MessageSent { message { seq body sender { handle } } }
              ... on MessageChanged { messageChange message { seq body } }
              ... on ParticipantChanged { participantChange user { handle } by { handle } }
              ... on ReadStateChanged { participant { user { handle } lastReadSeq } }
              ... on ConversationUpdated { conversation { title folder } }
              ... on TypingChanged { users { handle } } }
            """;

    /** Subscribes to a conversation from a cursor, or from now. */
    LiveSocket socket(String who, @Nullable String cursor) {
        return LiveSocket.signedIn(api, api.token(who), Map.of()).subscribe("s", subscription(cursor));
    }

    String subscription(@Nullable String cursor) {
        return "subscription { conversationEvents(conversationId: \"%s\"%s) { %s } }"
                .formatted(conversation, cursor == null ? "" : ", after: \"" + cursor + "\"", EVENTS);
    }

    JsonNode sync(String who, @Nullable String cursor) {
        String after = cursor == null ? "" : "(after: \"" + cursor + "\")";
        return api.as(who).data("{ sync%s { %s } }".formatted(after, EVENTS)).at("/sync");
    }

    /** Returns the error code with which a subscription is refused. */
    String refusal(String who, String subscription) {
        try (LiveSocket socket = LiveSocket.signedIn(api, api.token(who), Map.of())) {
            JsonNode message = socket.subscribe("r", subscription).next();
            assertThat(message.path("type").asString()).isEqualTo("error");
            return message.at("/payload/0/extensions/code").asString();
        }
    }

    static List<String> types(JsonNode delta) {
        return delta.at("/events")
                .valueStream()
                .map(event -> event.at("/__typename").asString())
                .toList();
    }

    /** Summarizes an event in a few words. */
    static String told(JsonNode event) {
        String type = event.at("/__typename").asString();
        return type
                + switch (type) {
                    case "MessageSent" -> " " + event.at("/message/seq").asInt();
                    case "MessageChanged" ->
                        " " + event.at("/messageChange").asString() + " "
                                + event.at("/message/seq").asInt();
                    case "ParticipantChanged" ->
                        " " + event.at("/participantChange").asString() + " "
                                + event.at("/user/handle").asString() + " by "
                                + event.at("/by/handle").asString();
                    case "ReadStateChanged" ->
                        " " + event.at("/participant/user/handle").asString();
                    case "ConversationUpdated" ->
                        " " + event.at("/conversation/title").asString();
                    case "TypingChanged" -> " " + event.at("/users");
                    default -> "";
                };
    }

    /** The events of a stream, however they are distributed over its values. */
    static final class Stream {

        private final Supplier<JsonNode> values;
        private final Deque<JsonNode> waiting = new ArrayDeque<>();

        Stream(Supplier<JsonNode> values) {
            this.values = values;
        }

        /**
         * Returns the next {@code count} events; fails if another came with them. For a count of 0, asserts that the
         * next value has no event.
         */
        List<JsonNode> next(int count) {
            if (count == 0) {
                read();
            }
            while (waiting.size() < count) {
                read();
            }
            List<JsonNode> events = List.copyOf(waiting);
            waiting.clear();
            assertThat(events).hasSize(count);
            return events;
        }

        /** Returns the next messages and skips other events. */
        List<JsonNode> messages(int count) {
            List<JsonNode> messages = new ArrayList<>();
            while (messages.size() < count) {
                while (waiting.isEmpty()) {
                    read();
                }
                JsonNode event = waiting.remove();
                if (isMessage(event)) {
                    messages.add(event);
                }
            }
            return messages;
        }

        /** Returns the bodies of the next messages; fails if another message came with them. */
        List<String> bodies(int count) {
            List<JsonNode> messages = messages(count);
            assertThat(waiting).noneMatch(Stream::isMessage);
            return messages.stream()
                    .map(event -> event.at("/message/body").asString())
                    .toList();
        }

        private static boolean isMessage(JsonNode event) {
            return event.at("/__typename").asString().equals("MessageSent");
        }

        private void read() {
            values.get().at("/events").forEach(waiting::add);
        }
    }
}
