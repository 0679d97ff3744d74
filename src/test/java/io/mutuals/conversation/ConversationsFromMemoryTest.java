package io.mutuals.conversation;

import static io.mutuals.MemoryReplica.name;
import static io.mutuals.Mutations.does;
import static io.mutuals.conversation.ConversationQueries.CHAT_SCREEN;
import static io.mutuals.conversation.ConversationQueries.CONVERSATION;
import static io.mutuals.conversation.ConversationQueries.INBOXES;
import static io.mutuals.conversation.ConversationQueries.INBOX_SCREEN;
import static org.assertj.core.api.Assertions.assertThat;

import graphql.GraphQLContext;
import io.mutuals.Api;
import io.mutuals.MemoryReplica;
import io.mutuals.MutualsTest;
import io.mutuals.TakesLong;
import io.mutuals.World;
import io.mutuals.loader.StatementsOnly;
import io.mutuals.proof.RequestMeter;
import io.mutuals.security.Role;
import io.mutuals.security.Viewer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import tools.jackson.databind.JsonNode;

/** Conversations of a replica that answers from memory, beside one on the same graph that asks Neo4j for everything. */
@MutualsTest
@TakesLong
class ConversationsFromMemoryTest {

    private static final int PEOPLE = 6;

    @RegisterExtension
    static final MemoryReplica replica = new MemoryReplica();

    private final Api statements;
    private final Api memory;
    private final World world;
    private final RandomConversationChanges changes;

    ConversationsFromMemoryTest(Api api, World world) {
        this.statements = api;
        this.memory = replica.beside(api);
        this.world = world;
        this.changes = new RandomConversationChanges(
                world, IntStream.range(0, PEOPLE).mapToObj(MemoryReplica::name).toList());
    }

    @BeforeEach
    void given() {
        MemoryReplica.given(world, PEOPLE);
    }

    @Test
    void answersAreTheSameBytesWhileConversationsBlocksAndSettingsChange() {
        Random random = new Random(11);
        IntStream.range(1, 4).forEach(number -> world.friends(name(0), name(number)));
        int withMessages = 0;
        for (int round = 0; round < 60; round++) {
            for (int change = 0; change < 3; change++) {
                changes.makeOne(random.nextBoolean() ? statements : memory, random);
            }
            for (int time = 0; time < 2; time++) {
                withMessages += compare(name(random.nextInt(PEOPLE)), random, round) ? 1 : 0;
            }
        }
        assertThat(withMessages).as("reads with messages, of 120").isGreaterThan(20);
    }

    /** Returns whether the viewer saw messages. */
    private boolean compare(String viewer, Random random, int round) {
        String after = random.nextBoolean()
                ? null
                : any(
                        random,
                        statements
                                .as(viewer)
                                .data("{ viewer { conversations(first: 9) { edges { cursor } } } }")
                                .at("/viewer/conversations/edges"));
        Map<String, @Nullable Object> inbox = new HashMap<>();
        inbox.put("first", 1 + random.nextInt(5));
        inbox.put("after", after);
        inbox.put("other", world.id(name(random.nextInt(PEOPLE))));
        replica.assertSame(statements, viewer, INBOXES, inbox, "round " + round);
        String conversation = random.nextInt(4) == 0 ? changes.conversation(random) : ownConversation(viewer, random);
        String message = changes.message(random);
        if (conversation == null || message == null) {
            return false;
        }
        Map<String, @Nullable Object> one = new HashMap<>();
        one.put("id", conversation);
        one.put("message", message);
        one.put("first", 1 + random.nextInt(4));
        one.put("size", 1 + random.nextInt(6));
        JsonNode cursors = statements.as(viewer).data("""
                query ($id: ID!) { node(id: $id) { ... on Conversation {
                  participants(first: 9) { edges { cursor } } messages(last: 20) { edges { cursor } } } } }
                """, Map.of("id", conversation));
        JsonNode messages = cursors.at("/node/messages/edges");
        one.put("after", random.nextBoolean() ? null : any(random, messages));
        one.put("before", random.nextBoolean() ? null : any(random, messages));
        one.put("participant", random.nextBoolean() ? null : any(random, cursors.at("/node/participants/edges")));
        replica.assertSame(statements, viewer, CONVERSATION, one, "round " + round);
        return !messages.isEmpty();
    }

    @Test
    void screensThatAreInMemoryCostOneStatement() {
        String other = name(1);
        IntStream.range(1, PEOPLE).forEach(number -> world.friends(name(0), name(number)));
        for (int group = 0; group < 12; group++) {
            world.group(100 + group, "Group " + group, name(0), other, name(2), name(3));
            world.says(100 + group, other, "one", "two");
        }
        world.direct(200, name(0), other).says(200, other, "hi");
        IntStream.range(0, 30).forEach(number -> world.says(100, name(number % 3), "m" + number));
        world.replies(100, other, "yes", 5);
        does(
                memory.as(name(2)),
                "addReaction",
                Map.of("messageId", world.message(100, 30), "emoji", "👍"),
                "message { id }");
        Map<String, Object> chat = Map.of("id", World.id("cnv", 100));
        for (String screen : List.of(INBOX_SCREEN, CHAT_SCREEN)) {
            Map<String, Object> variables = screen.equals(CHAT_SCREEN) ? chat : Map.of();
            assertThat(memory.as(name(0)).data(screen, variables))
                    .isEqualTo(statements.as(name(0)).data(screen, variables));
            Api.Answer warm = memory.as(name(0)).header("Mutuals-Proof", "1").ask(screen, variables);
            assertThat(warm.proof("neo4jQueries")).as(warm.body()).isEqualTo(1);
            assertThat(warm.proof("fences")).isEqualTo(1);
        }
        Api.Answer cold = memory.as(other).header("Mutuals-Proof", "1").ask(INBOX_SCREEN);
        assertThat(cold.proof("neo4jQueries")).as(cold.body()).isLessThanOrEqualTo(12);
    }

    @Test
    void theWarmUpCanAskForStatementsOnly() {
        world.direct(7, name(0), name(1)).says(7, name(1), "one");
        for (Set<?> context : List.of(Set.of(), Set.of(new StatementsOnly()))) {
            RequestMeter meter = new RequestMeter();
            var request = new DefaultExecutionGraphQlRequest(INBOX_SCREEN, null, null, null, "test", null);
            request.configureExecutionInput((input, builder) -> builder.graphQLContext(
                            (GraphQLContext.Builder made) -> {
                                made.of(Viewer.class, new Viewer(world.number(name(0)), Set.of(Role.USER)));
                                made.of(RequestMeter.class, meter);
                                context.forEach(value -> made.of(value.getClass(), value));
                            })
                    .build());
            var answer = Objects.requireNonNull(
                    replica.bean(ExecutionGraphQlService.class).execute(request).block(Duration.ofSeconds(30)));
            assertThat(answer.getErrors()).isEmpty();
            assertThat(answer.<Object>getData().toString()).contains("body=one");
            if (context.isEmpty()) {
                assertThat(meter.toExtension()).extractingByKey("fences").isNotEqualTo(0);
            } else {
                assertThat(meter.toExtension()).containsEntry("fences", 0);
            }
        }
    }

    @Test
    void payloadsShowWhatWasChangedAtTheCostOfStatements() {
        world.direct(7, name(0), name(1)).says(7, name(1), "one", "two", "three");
        memory.as(name(0)).data(INBOX_SCREEN);
        for (int seq = 1; seq <= 3; seq++) {
            Api server = seq == 2 ? statements : memory;
            Api.Answer read = server.as(name(0))
                    .header("Mutuals-Proof", "1")
                    .ask("""
                            mutation { markRead(input: {conversationId: "%s", upToSeq: %d}) { conversation { unreadCount
                              participants(first: 2) { totalCount } messages(last: 1) { nodes { body } } } } }
                            """.formatted(World.id("cnv", 7), seq), Map.of());
            assertThat(read.json().at("/data/markRead/conversation/unreadCount").asInt())
                    .isEqualTo(3 - seq);
            assertThat(read.proof("neo4jQueries"))
                    .as("two to write, and one for each of three levels")
                    .isEqualTo(5);
        }
    }

    @Test
    void messagesBeforeThoseInMemoryAreAnsweredByStatements() {
        world.direct(7, name(0), name(1));
        world.says(
                7,
                name(1),
                IntStream.range(0, 90).mapToObj(number -> "m" + number).toArray(String[]::new));
        Map<String, @Nullable Object> early = new HashMap<>();
        early.put("id", World.id("cnv", 7));
        early.put("first", 5);
        early.put("size", 10);
        for (int seq : List.of(3, 20, 27, 35, 60, 89, 90)) {
            early.put("message", world.message(7, seq));
            early.put("after", cursor(7, seq));
            early.put("before", cursor(7, seq));
            replica.assertSame(statements, name(0), CONVERSATION, early, "around " + seq);
        }
        Map<String, Object> chat = Map.of("id", World.id("cnv", 7));
        memory.as(name(0)).data(CHAT_SCREEN, chat);
        assertThat(memory.as(name(0))
                        .header("Mutuals-Proof", "1")
                        .ask(CHAT_SCREEN, chat)
                        .proof("neo4jQueries"))
                .isEqualTo(1);
    }

    @Test
    void whatIsTooMuchForMemoryIsAnsweredByStatements() {
        world.direct(7, name(0), name(1));
        world.says(
                7,
                name(1),
                IntStream.range(0, 130).mapToObj(number -> "m" + number).toArray(String[]::new));
        world.run("""
                MATCH (m:Message {conversationId: 7}) WHERE m.seq <= 120 SET m.unsentSeq = m.seq, m.unsentAt = m.sentAt
                """, Map.of());
        world.group(8, "Large", name(2), name(3));
        world.run("""
                MATCH (c:Conversation {id: 8}) UNWIND range(1000, 1300) AS number
                CREATE (:User {id: number, handle: 'u' + number, displayName: 'U', createdAt: c.createdAt})
                  -[:PARTICIPATES_IN {role: 'MEMBER', joinedAt: c.createdAt, lastReadSeq: 0, state: 'ACTIVE'}]->(c)
                """, Map.of());
        world.run("""
                MATCH (u:User {id: $u}) UNWIND range(10000, 11100) AS number
                CREATE (u)-[:PARTICIPATES_IN {role: 'OWNER', joinedAt: u.createdAt, lastReadSeq: 0, state: 'ACTIVE'}]->
                  (:Conversation {id: number, kind: 'GROUP', title: 'T', createdAt: u.createdAt, lastSeq: 0})
                """, Map.of("u", world.number(name(4))));
        for (int seq : List.of(0, 10, 19, 20, 25, 119, 120, 125, 130)) {
            world.readUpTo(name(0), 7, seq);
            assertThat(memory.as(name(0)).data(INBOX_SCREEN))
                    .as("read up to %d", seq)
                    .isEqualTo(statements.as(name(0)).data(INBOX_SCREEN));
        }
        for (int viewer : List.of(2, 4)) {
            assertThat(memory.as(name(viewer)).data(INBOX_SCREEN))
                    .isEqualTo(statements.as(name(viewer)).data(INBOX_SCREEN));
        }
    }

    @Test
    void reactionsOfOneMomentAreInTheSameOrder() {
        world.direct(7, name(0), name(1)).says(7, name(1), "hi");
        List<String> emojis = List.of("☝️", "☝🏽", "☝", "\uFF01", "😀", "🏳️", "🏳️‍🌈", "a", "ä");
        for (int first = 0; first < emojis.size(); first++) {
            for (int second = 0; second < emojis.size(); second++) {
                world.run(
                        """
                        MATCH (u:User {id: $u}), (m:Message {conversationId: 7}) OPTIONAL MATCH (u)-[old:REACTED]->(m)
                          DELETE old
                        WITH DISTINCT u, m UNWIND $emojis AS emoji
                        MERGE (u)-[r:REACTED {emoji: emoji}]->(m) SET r.at = m.sentAt
                        """,
                        Map.of("u", world.number(name(0)), "emojis", List.of(emojis.get(first), emojis.get(second))));
                String screen = CHAT_SCREEN;
                Map<String, Object> chat = Map.of("id", World.id("cnv", 7));
                assertThat(memory.as(name(1)).data(screen, chat))
                        .isEqualTo(statements.as(name(1)).data(screen, chat));
            }
        }
    }

    /** Each client owns a conversation, changes it through one server, and reads it at once through the other. */
    @Test
    void everyAcknowledgedChangeIsInTheNextAnswerOfTheOtherReplica() throws Exception {
        int pairs = 6;
        ChangeReader reader = new ChangeReader(statements, memory, world);
        List<Callable<Integer>> clients = new ArrayList<>();
        for (int pair = 0; pair < pairs; pair++) {
            String one = "one" + pair;
            String other = "other" + pair;
            world.friends(one, other);
            Random random = new Random(pair);
            clients.add(() -> reader.changeAndRead(one, other, random));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var reads : threads.invokeAll(clients)) {
                assertThat(reads.get()).isEqualTo(40);
            }
        }
    }

    private @Nullable String ownConversation(String viewer, Random random) {
        List<Object> ids = world.values(("MATCH (:User {id: %d})-[:PARTICIPATES_IN]->(c:Conversation) RETURN c.id "
                        + "ORDER BY c.lastSeq DESC LIMIT 5")
                .formatted(world.number(viewer)));
        return ids.isEmpty() ? null : World.id("cnv", (Long) ids.get(random.nextInt(ids.size())));
    }

    private static @Nullable String any(Random random, JsonNode edges) {
        return edges.isEmpty()
                ? null
                : edges.get(random.nextInt(edges.size())).path("cursor").asString();
    }

    private static String cursor(long conversation, int seq) {
        return MessagesKey.cursor(conversation, seq);
    }
}
