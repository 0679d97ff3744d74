package io.mutuals.conversation;

import static io.mutuals.Mutations.does;
import static io.mutuals.Mutations.opens;
import static io.mutuals.Mutations.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** A client that changes a conversation through one server, and reads it at once through the other. */
record ChangeReader(Api statements, Api memory, World world) {

    /** Makes 40 changes of a new conversation of two users, and returns how often it was read and right. */
    int changeAndRead(String one, String other, Random random) {
        String conversation = opens(statements.as(one), world.id(other));
        List<String> bodies = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        int read = 0;
        int reads = 0;
        for (int change = 0; change < 40; change++) {
            Api writer = random.nextBoolean() ? statements : memory;
            switch (random.nextInt(ids.isEmpty() ? 1 : 4)) {
                case 0 -> {
                    String body = "m" + change;
                    ids.add(says(writer.as(one), conversation, body)
                            .at("/message/id")
                            .asString());
                    bodies.add(body);
                }
                case 1 -> {
                    String body = "edited " + change;
                    does(
                            writer.as(one),
                            "editMessage",
                            Map.of("messageId", ids.getLast(), "body", body),
                            "message { id }");
                    bodies.set(bodies.size() - 1, body);
                }
                case 2 -> {
                    read = bodies.size();
                    does(writer.as(other), "markRead", conversation, Map.of("upToSeq", read));
                }
                default ->
                    does(
                            writer.as(other),
                            "addReaction",
                            Map.of("messageId", ids.getLast(), "emoji", "👍"),
                            "message { id }");
            }
            JsonNode seen = memory.as(other).data("""
                    query ($id: ID!) { node(id: $id) { ... on Conversation { unreadCount
                      messages(last: 50) { nodes { body } } } }
                      viewer { conversations(first: 1) { nodes { lastMessage { body } } } } }
                    """, Map.of("id", conversation));
            assertThat(seen.at("/node/messages/nodes")
                            .valueStream()
                            .map(node -> node.path("body").asString())
                            .toList())
                    .as("after %d changes", change)
                    .isEqualTo(bodies);
            assertThat(seen.at("/node/unreadCount").asInt()).isEqualTo(bodies.size() - read);
            assertThat(seen.at("/viewer/conversations/nodes/0/lastMessage/body").asString())
                    .isEqualTo(bodies.getLast());
            reads++;
        }
        return reads;
    }
}
