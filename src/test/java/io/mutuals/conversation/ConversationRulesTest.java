package io.mutuals.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.memory.TimedIds;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.HiddenUsers;
import io.mutuals.user.MessageAudience;
import io.mutuals.user.PrivacySettings;
import io.mutuals.user.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Record;

/** Compares the rules of conversations in Java with those in Cypher, for every participant of random graphs. */
@MutualsTest
class ConversationRulesTest {

    private static final int PEOPLE = 8;
    private static final int CONVERSATIONS = 24;
    private static final int MESSAGES = 12;

    private static final Statement CYPHER = new Statement(
            "test.conversations",
            Cypher.of("""
            {forEachKey}
            MATCH (viewer)-[part:PARTICIPATES_IN]->(conversation:Conversation)
            RETURN viewer.id AS viewer, conversation.id AS conversation, {exists} AS exists, {folder} AS folder,
              {unread} AS unread, {unreadMentions} AS mentions, {acceptance} AS acceptance, {hiddenUpTo} AS hiddenUpTo,
              key.folder AS wanted, {inFolder} AS inFolder,
              [other IN hidden | other.id] AS hidden,
              head(COLLECT {
                MATCH (conversation)<-[:PARTICIPATES_IN]-(other:User)
                WHERE other <> viewer
                RETURN {settings: {settings}, isFriend: {isFriend},
                  isFriendOfFriend: EXISTS { (viewer)-[:FRIENDS_WITH]-()-[:FRIENDS_WITH]-(other) }}
              }) AS other
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("exists", ConversationVisibility.EXISTS)
                    .with("folder", ConversationVisibility.FOLDER)
                    .with("unread", ConversationVisibility.UNREAD)
                    .with("unreadMentions", ConversationVisibility.UNREAD_MENTIONS)
                    .with("acceptance", ConversationVisibility.ACCEPTANCE)
                    .with("hiddenUpTo", ConversationVisibility.HIDDEN_UP_TO)
                    .with("inFolder", ConversationVisibility.IN_FOLDER)
                    .with("settings", PrivacySettings.projection("other"))
                    .with("isFriend", Visibility.isFriend("other")));

    private final Graph graph;
    private final ConversationFactsRepository repository;
    private final TestClock clock;
    private final World world;

    ConversationRulesTest(Graph graph, ConversationFactsRepository repository, TestClock clock, World world) {
        this.graph = graph;
        this.repository = repository;
        this.clock = clock;
        this.world = world;
    }

    @Test
    void javaDecidesLikeCypher() {
        Set<String> seen = new TreeSet<>();
        for (int seed = 0; seed < 3; seed++) {
            givenRandomConversations(new Random(seed));
            Set<Long> users = new HashSet<>();
            IntStream.range(0, PEOPLE).forEach(number -> users.add(world.number(name(number))));
            Map<Long, Optional<ConversationFacts>> conversations = repository.conversations(
                    Set.copyOf(LongStream.rangeClosed(1, CONVERSATIONS).boxed().toList()));
            Map<Long, Optional<Participations>> participations = repository.participations(users);
            List<Map<String, Object>> keys = new ArrayList<>();
            for (InboxFolder folder : InboxFolder.values()) {
                users.forEach(user -> keys.add(Map.of("viewer", user, "folder", folder.name())));
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            for (Record row : graph.read(CYPHER, Map.of("keys", keys, "now", now.atZone(ZoneOffset.UTC)))) {
                seen.addAll(compare(row, conversations, participations, now));
            }
        }
        assertThat(seen)
                .contains(
                        "exists",
                        "hidden",
                        "in MAIN",
                        "in PINNED",
                        "in REQUESTS",
                        "in ARCHIVED",
                        "not in MAIN",
                        "unread",
                        "mentions",
                        "ACCEPTED",
                        "OPEN",
                        "CLOSED");
    }

    private static Set<String> compare(
            Record row,
            Map<Long, Optional<ConversationFacts>> conversations,
            Map<Long, Optional<Participations>> participations,
            Instant now) {
        long viewer = row.get("viewer").asLong();
        long number = row.get("conversation").asLong();
        ConversationFacts facts = conversations.get(number).orElseThrow();
        ParticipantFacts part = facts.participant(viewer);
        Participations own = participations.get(viewer).orElseThrow();
        assertThat(part).as("%s", row).isNotNull();
        assertThat(own.conversations()).contains(number);
        HiddenUsers hidden = hidden(row.get("hidden").asList(id -> id.asLong()));
        boolean exists = ConversationRules.exists(part, facts, hidden);
        int unread = ConversationRules.unread(part, facts);
        int mentions = ConversationRules.unreadMentions(part, facts, own.mentions(number));
        InboxFolder folder = ConversationRules.folder(part, facts, now);
        InboxFolder wanted = InboxFolder.valueOf(row.get("wanted").asString());
        boolean inFolder = ConversationRules.isInFolder(wanted, part, facts, now);
        Acceptance acceptance = acceptance(row, viewer, facts, now);
        assertThat(exists).as("%s", row).isEqualTo(row.get("exists").asBoolean());
        assertThat(part.historyFrom()).isEqualTo(row.get("hiddenUpTo").asInt());
        assertThat(ConversationRules.isUnreadKnown(part, facts)).isTrue();
        assertThat(unread).as("%s", row).isEqualTo(row.get("unread").asInt());
        assertThat(mentions).as("%s", row).isEqualTo(row.get("mentions").asInt());
        assertThat(folder.name()).as("%s", row).isEqualTo(row.get("folder").asString());
        assertThat(inFolder).as("%s", row).isEqualTo(row.get("inFolder").asBoolean());
        assertThat(acceptance.name())
                .as("%s", row)
                .isEqualTo(row.get("acceptance").asString());
        Set<String> seen = new HashSet<>();
        seen.add(exists ? "exists" : "hidden");
        seen.add((inFolder ? "in " : "not in ") + wanted);
        seen.add(unread > 0 ? "unread" : "read");
        seen.add(mentions > 0 ? "mentions" : "no mentions");
        seen.add(acceptance.name());
        return seen;
    }

    private static Acceptance acceptance(Record row, long viewer, ConversationFacts facts, Instant now) {
        if (!ConversationRules.dependsOnRelationship(viewer, facts)) {
            return ConversationRules.acceptance(viewer, facts);
        }
        MessageAudience messagesFrom =
                PrivacySettings.from(row.get("other").get("settings"), now).messagesFrom();
        return ConversationRules.acceptance(
                messagesFrom,
                row.get("other").get("isFriend").asBoolean(),
                row.get("other").get("isFriendOfFriend").asBoolean());
    }

    private static HiddenUsers hidden(List<Long> ids) {
        return new HiddenUsers(
                TimedIds.NONE, ids.stream().mapToLong(Long::longValue).sorted().toArray());
    }

    private void givenRandomConversations(Random random) {
        world.clear();
        for (int number = 0; number < PEOPLE; number++) {
            world.people(name(number));
            if (random.nextBoolean()) {
                world.aged(name(number), random.nextInt(13, 30));
            }
            if (random.nextInt(3) == 0) {
                world.assured(name(number), List.of(0, 13, 16, 18).get(random.nextInt(4)));
            }
            world.set(
                    name(number),
                    "messagesFrom",
                    List.of("EVERYONE", "FRIENDS", "FRIENDS_OF_FRIENDS", "NOBODY", "OTHER")
                            .get(random.nextInt(5)));
        }
        for (int edge = 0; edge < PEOPLE; edge++) {
            int one = random.nextInt(PEOPLE);
            int other = (one + 1 + random.nextInt(PEOPLE - 1)) % PEOPLE;
            if (random.nextInt(3) == 0) {
                world.block(name(one), name(other));
            } else {
                world.friends(name(one), name(other));
            }
        }
        Set<Set<Integer>> pairs = new HashSet<>();
        for (int number = 1; number <= CONVERSATIONS; number++) {
            int one = random.nextInt(PEOPLE);
            int other = (one + 1 + random.nextInt(PEOPLE - 1)) % PEOPLE;
            boolean direct = random.nextInt(3) > 0 && pairs.add(Set.of(one, other));
            if (direct) {
                world.direct(number, name(one), name(other));
            } else {
                world.group(number, "T", name(one), name(other), name(third(one, other)));
            }
            fill(random, number);
        }
    }

    private static int third(int one, int other) {
        int next = (one + 1) % PEOPLE;
        return next == other ? (one + 2) % PEOPLE : next;
    }

    private void fill(Random random, long conversation) {
        if (random.nextInt(5) > 0) {
            String sender = name(random.nextInt(PEOPLE));
            world.says(
                    conversation,
                    sender,
                    LongStream.range(0, MESSAGES).mapToObj(n -> "m" + n).toArray(String[]::new));
            world.run(
                    """
                    MATCH (m:Message {conversationId: $c}) WHERE m.seq IN $unsent SET m.unsentSeq = m.seq,
                      m.unsentAt = m.sentAt
                    """,
                    Map.of("c", conversation, "unsent", List.of(random.nextInt(MESSAGES), random.nextInt(MESSAGES))));
            world.run("""
                    MATCH (c:Conversation {id: $c})<-[:PARTICIPATES_IN]-(u:User)
                    MATCH (m:Message {conversationId: c.id}) WHERE (m.seq + u.id) % 4 = 0
                    CREATE (m)-[:MENTIONS {conversationId: c.id, userId: u.id, seq: m.seq}]->(u)
                    """, Map.of("c", conversation));
        }
        Instant sent = World.NOON.plusSeconds(1_000);
        world.values("MATCH (u:User)-[:PARTICIPATES_IN]->(:Conversation {id: %d}) RETURN u.id".formatted(conversation))
                .forEach(user -> {
                    Map<String, @Nullable Object> part = new HashMap<>();
                    part.put(
                            "state",
                            List.of("ACTIVE", "REQUEST", "DECLINED", "ACTIVE").get(random.nextInt(4)));
                    part.put("opened", random.nextInt(3) == 0 ? null : (Object) random.nextBoolean());
                    part.put("historyFrom", random.nextInt(3) == 0 ? random.nextInt(MESSAGES) : null);
                    part.put("lastReadSeq", random.nextInt(4) == 0 ? null : random.nextInt(MESSAGES + 1));
                    part.put("archivedAt", time(random, sent));
                    part.put("pinnedAt", time(random, sent));
                    part.put("mutedUntil", time(random, clock.instant()));
                    world.run(
                            "MATCH (:User {id: $u})-[p:PARTICIPATES_IN]->(:Conversation {id: $c}) SET p += $part",
                            Map.of("u", user, "c", conversation, "part", part));
                });
    }

    private static @Nullable Object time(Random random, Instant around) {
        return random.nextInt(3) == 0
                ? null
                : around.plus(Duration.ofMinutes(random.nextInt(-60, 60)))
                        .truncatedTo(ChronoUnit.MILLIS)
                        .atZone(ZoneOffset.UTC);
    }

    private static String name(int number) {
        return "p" + number;
    }
}
