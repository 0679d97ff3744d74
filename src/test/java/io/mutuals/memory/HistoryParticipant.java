package io.mutuals.memory;

import io.mutuals.World;
import io.mutuals.memory.History.Register;
import io.mutuals.memory.HistoryConversation.BothIds;
import io.mutuals.memory.HistoryConversation.Joining;
import io.mutuals.memory.HistoryConversation.Message;
import io.mutuals.memory.HistoryConversation.Part;
import io.mutuals.memory.HistoryConversation.Said;
import io.mutuals.memory.HistoryWriter.Change;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A client that is one user of a pair's conversations: it owns what this user does in each of them. That of {@code
 * cn} owns also which groups there are, their titles, and whether {@code cn} takes part.
 */
final class HistoryParticipant implements Callable<Void> {

    private static final String ENTRY = "conversation { id title unreadCount viewerParticipant { lastReadSeq } "
            + "lastMessage { seq body unsentAt sender { handle } } }";

    private final String user;
    private final HistoryConversations conversations;
    private final HistoryWriter writer;
    private final List<HistoryServer> readable;
    private final World world;
    private final Random random;
    private final int mostConversations;
    private final long pause;
    private final long until;
    private int version;

    /**
     * @param mostConversations how many conversations the pair may have
     * @param pause the longest pause between two changes, in milliseconds
     */
    HistoryParticipant(
            String user,
            HistoryConversations conversations,
            History history,
            List<HistoryServer> writable,
            List<HistoryServer> readable,
            World world,
            int mostConversations,
            long pause,
            long until) {
        this.user = user;
        this.conversations = conversations;
        this.readable = readable;
        this.world = world;
        this.random = new Random(user.hashCode());
        this.writer = new HistoryWriter(history, writable, world, random);
        this.mostConversations = mostConversations;
        this.pause = pause;
        this.until = until;
    }

    @Override
    public Void call() throws InterruptedException {
        while (System.nanoTime() < until) {
            List<HistoryConversation> known = conversations.known();
            HistoryConversation one = any(known);
            HistoryServer server = any(readable);
            look(server, one);
            if (one.concerns(user)) {
                change(one, random.nextInt(20));
                look(server, one);
            }
            look(any(readable), any(known));
            Thread.sleep(random.nextLong(pause));
        }
        return null;
    }

    private void look(HistoryServer server, HistoryConversation one) {
        List<Message> messages =
                random.nextBoolean() ? List.of() : any(conversations.known()).latest(5);
        conversations.look(server, user, one, messages.isEmpty() ? null : any(messages), random.nextInt(3) == 0);
    }

    private void change(HistoryConversation one, int what) throws InterruptedException {
        Part part = one.part(user).latest();
        Joining joined = part.joined();
        List<Message> latest = one.latest(5).stream()
                .filter(message -> joined != null && message.seq > joined.historyFrom)
                .toList();
        List<Message> own = part.said().stream()
                .skip(Math.max(0, part.said().size() - 5))
                .filter(said -> said.body() != null)
                .map(Said::message)
                .toList();
        if (user.startsWith("c") && what < 4) {
            changeGroup(one, what);
        } else if (what < 7 || latest.isEmpty()) {
            send(one, part);
        } else if (what < 11) {
            markRead(one, part, any(latest));
        } else if (what < 15 || own.isEmpty()) {
            like(one, part, any(latest), random.nextInt(3) > 0);
        } else {
            rewrite(one, part, any(own), what < 18 ? user + " edits " + ++version : null);
        }
    }

    private void send(HistoryConversation one, Part part) throws InterruptedException {
        String body = user + " says " + ++version;
        String key = "%s-%d".formatted(user, version);
        Map<String, Object> input = Map.of("conversationId", id(one).global(), "clientMessageId", key, "body", body);
        if (part.joined() == null) {
            JsonNode payload = writer.send(any(readable), user, "sendMessage", input, "message { id }");
            check(
                    payload == null
                            || payload.at("/userErrors/0/code").asString("").equals("NOT_FOUND"),
                    "%s, who takes no part in %s, got %s".formatted(user, one.name, payload));
            return;
        }
        Message message = new Message(key, user);
        make(
                one,
                part.say(message, body),
                "sendMessage",
                input,
                "message { id seq }",
                """
                MATCH (m:Message {conversationId: %d, clientMessageId: '%s'}) RETURN m.id
                """.formatted(id(one).number(), key),
                payload -> {
                    List<Object> stored = world.values(
                            "MATCH (m:Message {conversationId: %d, clientMessageId: '%s'}) RETURN [m.id, m.seq]"
                                    .formatted(id(one).number(), key));
                    check(stored.size() == 1, "Sent %d times: %s".formatted(stored.size(), body));
                    List<?> found = (List<?>) stored.getFirst();
                    message.seq = Math.toIntExact((Long) found.get(1));
                    message.id = World.id("msg", (Long) found.get(0));
                    if (payload != null
                            && payload.has("message")
                            && !payload.path("message").isNull()) {
                        check(
                                payload.at("/message/seq").asInt() == message.seq
                                        && payload.at("/message/id").asString().equals(message.id),
                                "Payload of %s: %s".formatted(message, payload));
                    }
                    one.known.add(message);
                });
    }

    private void markRead(HistoryConversation one, Part part, Message message) throws InterruptedException {
        long began = System.nanoTime();
        make(
                one,
                part.read(message),
                "markRead",
                Map.of("conversationId", id(one).global(), "upToSeq", message.seq),
                ENTRY,
                """
                MATCH (:User {id: %d})-[p:PARTICIPATES_IN]->(:Conversation {id: %d}) WHERE p.lastReadSeq >= %d
                RETURN 1
                """.formatted(world.number(user), id(one).number(), message.seq),
                payload -> {
                    if (payload != null) {
                        conversations.payload(user, one, payload.path("conversation"), began, System.nanoTime());
                    }
                });
    }

    private void like(HistoryConversation one, Part part, Message message, boolean likes) throws InterruptedException {
        long began = System.nanoTime();
        String code = make(
                one,
                part.like(message, likes),
                likes ? "addReaction" : "removeReaction",
                Map.of("messageId", message.id, "emoji", "👍"),
                "message { id }",
                """
                MATCH (m:Message {conversationId: %d, seq: %d})
                WHERE EXISTS { (m)<-[:REACTED]-(:User {id: %d}) } = %s
                RETURN 1
                """.formatted(id(one).number(), message.seq, world.number(user), likes),
                payload -> {});
        if (likes && (code.isEmpty() || code.equals("UNSENT"))) {
            conversations.unsent(one, message, code.equals("UNSENT"), began, System.nanoTime());
        }
    }

    /** Edits or unsends an own message. */
    private void rewrite(HistoryConversation one, Part part, Message message, @Nullable String body)
            throws InterruptedException {
        make(
                one,
                part.rewrite(message, body),
                body == null ? "unsendMessage" : "editMessage",
                body == null ? Map.of("messageId", message.id) : Map.of("messageId", message.id, "body", body),
                "message { id }",
                "MATCH (m:Message {conversationId: %d, seq: %d}) WHERE %s RETURN 1"
                        .formatted(
                                id(one).number(),
                                message.seq,
                                body == null ? "m.unsentAt IS NOT NULL" : "m.body = '" + body + "'"),
                payload -> {});
    }

    /** Creates a group, changes its title, or lets the third user join or leave. */
    private void changeGroup(HistoryConversation one, int what) throws InterruptedException {
        String owner = "a" + conversations.pair;
        if (what == 0) {
            if (conversations.known().size() < mostConversations) {
                create(owner);
            }
            return;
        }
        Map<String, Object> group = Map.of("conversationId", id(one).global());
        if (what == 1) {
            String title = "%s, version %d".formatted(one.name, ++version);
            writer.make(
                    new Change<>(
                            one,
                            owner,
                            one.title,
                            title,
                            "updateGroup",
                            Map.of("conversationId", id(one).global(), "title", title),
                            "clientMutationId",
                            "MATCH (c:Conversation {id: %d}) WHERE c.title = '%s' RETURN 1"
                                    .formatted(id(one).number(), title)),
                    payload -> {});
            return;
        }
        Part part = one.part(user).latest();
        String taking = "MATCH (:User {id: %d})-[p:PARTICIPATES_IN]->(:Conversation {id: %d}) RETURN "
                .formatted(world.number(user), id(one).number());
        if (part.joined() != null) {
            boolean leaves = random.nextBoolean();
            make(
                    one,
                    leaves ? user : owner,
                    part.leave(),
                    leaves ? "leaveConversation" : "removeParticipant",
                    leaves ? group : Map.of("conversationId", id(one).global(), "userId", world.id(user)),
                    "clientMutationId",
                    """
                    MATCH (u:User {id: %d}), (c:Conversation {id: %d}) WHERE NOT EXISTS { (u)-[:PARTICIPATES_IN]->(c) }
                    RETURN 1
                    """.formatted(world.number(user), id(one).number()),
                    payload -> {});
        } else {
            Joining joining = new Joining(0, 0);
            make(
                    one,
                    owner,
                    part.join(joining),
                    "addParticipants",
                    Map.of("conversationId", id(one).global(), "userIds", List.of(world.id(user))),
                    "clientMutationId",
                    taking + 1,
                    payload -> {
                        List<?> where = (List<?>) world.values(taking + "[p.historyFrom, p.lastReadSeq]")
                                .getFirst();
                        joining.historyFrom = Math.toIntExact((Long) where.getFirst());
                        joining.lastSeq = Math.toIntExact((Long) where.getLast());
                    });
        }
    }

    /** Creates a group once: a lost answer, or a limit that cannot be checked, is not followed by another attempt. */
    private void create(String owner) throws InterruptedException {
        HistoryConversation group = conversations.addGroup();
        group.created.write(true, System.nanoTime());
        JsonNode payload = writer.send(
                any(readable),
                owner,
                "createGroup",
                Map.of(
                        "title",
                        group.name,
                        "userIds",
                        List.of(world.id(user)),
                        "history",
                        random.nextBoolean() ? "ALL" : "FROM_JOIN"),
                "conversation { id }");
        long answered = System.nanoTime();
        String stored = "MATCH (c:Conversation {title: '%s'}) RETURN c.id".formatted(group.name);
        for (int tries = 0; tries < 20 && world.values(stored).isEmpty(); tries++) {
            Thread.sleep(100);
        }
        List<Object> numbers = world.values(stored);
        check(numbers.size() <= 1, "Created more than once: " + group.name);
        if (numbers.isEmpty()) {
            group.created.retract();
        } else {
            long number = (Long) numbers.getFirst();
            group.created.acknowledged(payload == null ? System.nanoTime() : answered);
            group.id(new BothIds(World.id("cnv", number), number));
        }
    }

    private String make(
            HistoryConversation one,
            Part after,
            String mutation,
            Map<String, Object> input,
            String selection,
            String settled,
            Consumer<@Nullable JsonNode> done)
            throws InterruptedException {
        return make(one, user, after, mutation, input, selection, settled, done);
    }

    private String make(
            HistoryConversation one,
            String by,
            Part after,
            String mutation,
            Map<String, Object> input,
            String selection,
            String settled,
            Consumer<@Nullable JsonNode> done)
            throws InterruptedException {
        Register<Part> register = one.part(user);
        String code = writer.make(new Change<>(one, by, register, after, mutation, input, selection, settled), done);
        check(
                code.isEmpty()
                        || (code.equals("NOT_FOUND") && one.isDirect)
                        || (code.equals("UNSENT") && mutation.equals("addReaction"))
                        || (code.equals("RATE_LIMITED") && mutation.equals("addParticipants")),
                "%s by %s in %s: %s".formatted(mutation, by, one.name, code));
        return code;
    }

    private static BothIds id(HistoryConversation one) {
        return Objects.requireNonNull(one.id());
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
