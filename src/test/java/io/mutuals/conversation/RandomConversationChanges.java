package io.mutuals.conversation;

import static io.mutuals.Mutations.does;

import io.mutuals.Api;
import io.mutuals.FriendMutations;
import io.mutuals.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Random changes of conversations, and of what decides who sees them, through the API. */
final class RandomConversationChanges {

    private final World world;
    private final List<String> users;

    /** @param users the handles of those who make the changes */
    RandomConversationChanges(World world, List<String> users) {
        this.world = world;
        this.users = users;
    }

    /** Makes one change, or none if it is refused, as a random user. */
    void makeOne(Api server, Random random) {
        String one = user(random);
        String other = user(random);
        String conversation = conversation(random);
        String message = message(random);
        int what = random.nextInt(31);
        if (conversation == null || what < 2) {
            does(server.as(one), "openDirectConversation", Map.of("userId", world.id(other)), "conversation { id }");
        } else if (what < 3) {
            does(
                    server.as(one),
                    "createGroup",
                    Map.of(
                            "title",
                            "T" + random.nextInt(10),
                            "userIds",
                            List.of(world.id(other), world.id(user(random))),
                            "history",
                            random.nextBoolean() ? "ALL" : "FROM_JOIN"),
                    "conversation { id }");
        } else if (what < 12 || message == null) {
            Map<String, Object> content = new HashMap<>();
            content.put("conversationId", conversation);
            content.put("clientMessageId", UUID.randomUUID().toString());
            content.put("body", "m" + random.nextInt(100));
            if (random.nextInt(3) == 0) {
                content.put("mentions", List.of(world.id(other)));
            }
            if (message != null && random.nextInt(3) == 0) {
                content.put("replyTo", message);
            }
            does(server.as(one), "sendMessage", content, "message { id }");
        } else {
            changeExisting(server, random, what, one, other, conversation, message);
        }
    }

    private void changeExisting(
            Api server, Random random, int what, String one, String other, String conversation, String message) {
        switch (what) {
            case 12, 13 ->
                does(
                        server.as(one),
                        "editMessage",
                        Map.of("messageId", message, "body", "edited " + random.nextInt(100)),
                        "message { id }");
            case 14 -> does(server.as(one), "unsendMessage", Map.of("messageId", message), "message { id }");
            case 15, 16 ->
                does(
                        server.as(one),
                        random.nextInt(4) > 0 ? "addReaction" : "removeReaction",
                        Map.of(
                                "messageId",
                                message,
                                "emoji",
                                List.of("👍", "❤️", "☝🏽", "☝️").get(random.nextInt(4))),
                        "message { id }");
            case 17, 18 -> does(server.as(one), "markRead", conversation, Map.of("upToSeq", 1 + random.nextInt(10)));
            case 19 -> does(server.as(one), "markDelivered", conversation, Map.of("upToSeq", 1 + random.nextInt(10)));
            case 20 -> {
                Map<String, @Nullable Object> until = new HashMap<>();
                until.put("until", random.nextBoolean() ? "2040-01-01T00:00:00Z" : null);
                does(server.as(one), "muteConversation", conversation, until);
            }
            case 21 ->
                does(server.as(one), "archiveConversation", conversation, Map.of("archived", random.nextBoolean()));
            case 22 -> does(server.as(one), "pinConversation", conversation, Map.of("pinned", random.nextBoolean()));
            case 23 ->
                does(
                        server.as(one),
                        random.nextBoolean() ? "acceptMessageRequest" : "declineMessageRequest",
                        conversation,
                        Map.of());
            case 24 ->
                does(server.as(one), "addParticipants", conversation, Map.of("userIds", List.of(world.id(other))));
            case 25 ->
                does(
                        server.as(one),
                        "removeParticipant",
                        Map.of("conversationId", conversation, "userId", world.id(other)),
                        "clientMutationId");
            case 26 ->
                does(
                        server.as(one),
                        "updateGroup",
                        conversation,
                        Map.of(
                                "title",
                                "T" + random.nextInt(10),
                                "history",
                                random.nextBoolean() ? "ALL" : "FROM_JOIN"));
            case 27 ->
                does(server.as(one), "leaveConversation", Map.of("conversationId", conversation), "clientMutationId");
            case 28 ->
                FriendMutations.does(
                        server.as(one), random.nextInt(3) == 0 ? "blockUser" : "unblockUser", world.id(other));
            case 29 -> {
                FriendMutations.does(server.as(one), "sendFriendRequest", world.id(other));
                FriendMutations.does(
                        server.as(other), random.nextBoolean() ? "acceptFriendRequest" : "unfriend", world.id(one));
            }
            default ->
                server.as(one)
                        .data(("mutation { updatePrivacySettings(input: {readReceipts: %s, "
                                        + "messagesFrom: %s}) { userErrors { code } } }")
                                .formatted(
                                        random.nextBoolean(),
                                        List.of("EVERYONE", "FRIENDS", "FRIENDS_OF_FRIENDS")
                                                .get(random.nextInt(3))));
        }
    }

    /** Returns the id of a random conversation; null if there is none. */
    @Nullable
    String conversation(Random random) {
        List<Object> ids = world.values("MATCH (c:Conversation) RETURN c.id ORDER BY c.id");
        return ids.isEmpty() ? null : World.id("cnv", (Long) ids.get(random.nextInt(ids.size())));
    }

    /** Returns the id of a random message; null if there is none. */
    @Nullable
    String message(Random random) {
        List<Object> ids = world.values("MATCH (m:Message) RETURN m.id ORDER BY m.id");
        return ids.isEmpty() ? null : World.id("msg", (Long) ids.get(random.nextInt(ids.size())));
    }

    private String user(Random random) {
        return users.get(random.nextInt(users.size()));
    }
}
