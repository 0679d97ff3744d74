package io.mutuals.talk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.TakesLong;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Replays six weeks of messages; then each user sends a video, and the rank of the chosen recipient is measured.
 *
 * <p>A user's closeness to friends follows Zipf's law and is shuffled a little over time. Close friends are written to
 * and reply, but some friends write to all users, with or without a reply. The generator knows nothing of what the
 * ranking measures.
 */
@MutualsTest
@TakesLong
class ShareReplayTest {

    private static final int VIEWERS = 40;
    private static final int FRIENDS = 20;
    private static final int DAYS = 42;
    private static final int SHARES = 20;
    private static final int TOP = 5;

    private final Api api;
    private final World world;
    private final TestClock clock;

    ShareReplayTest(Api api, World world, TestClock clock) {
        this.api = api;
        this.world = world;
        this.clock = clock;
    }

    @Test
    void theChosenRecipientIsAmongTheFirstFiveMoreOftenThanInInboxOrder() {
        world.clear();
        world.video(1, "author", "clip");
        Random random = new Random(7);
        int ranked = 0;
        int recent = 0;
        for (int one = 0; one < VIEWERS; one++) {
            String viewer = "viewer" + one;
            double[] closeness = live(viewer, one, random);
            List<String> byRank = handles(
                    viewer,
                    "shareRecipients(videoId: \"" + World.id("vid", 1) + "\", first: " + TOP
                            + ") { nodes { user { handle } } }",
                    "/shareRecipients/nodes",
                    "/user/handle");
            List<String> byTime = handles(
                    viewer,
                    "conversations(first: " + TOP
                            + ") { nodes { participants(first: 2) { nodes { user { handle } } } } }",
                    "/conversations/nodes",
                    "/participants/nodes/1/user/handle");
            for (int share = 0; share < SHARES; share++) {
                String chosen = friend(viewer, any(closeness, random));
                ranked += byRank.contains(chosen) ? 1 : 0;
                recent += byTime.contains(chosen) ? 1 : 0;
            }
        }
        assertThat(ranked)
                .as("of %s shares, %s go to the first %s of the inbox", VIEWERS * SHARES, recent, TOP)
                .isGreaterThan(recent + VIEWERS * SHARES / 20);
    }

    /** Replays six weeks of a viewer and returns how close each friend is at the end. */
    private double[] live(String viewer, int number, Random random) {
        world.people(viewer);
        List<Double> closeness = new ArrayList<>();
        List<Double> chatty = new ArrayList<>();
        for (int friend = 0; friend < FRIENDS; friend++) {
            closeness.add(1.0 / (friend + 1));
            chatty.add(friend < 4 ? 1.0 : 0.1);
        }
        Collections.shuffle(closeness, random);
        Collections.shuffle(chatty, random);
        Instant begin = clock.instant().minus(Duration.ofDays(DAYS));
        TreeMap<Instant, int[]> said = new TreeMap<>();
        for (int day = 0; day < DAYS; day++) {
            if (day % 7 == 6) {
                Collections.swap(closeness, random.nextInt(FRIENDS), random.nextInt(FRIENDS));
            }
            for (int talk = 0; talk < 6; talk++) {
                boolean byViewer = random.nextBoolean();
                double[] who = (byViewer || random.nextInt(3) == 0 ? closeness : chatty)
                        .stream().mapToDouble(Double::doubleValue).toArray();
                int friend = any(who, random);
                Instant at = begin.plus(Duration.ofDays(day)).plusSeconds(random.nextInt(80_000));
                boolean turn = byViewer;
                double answers = 0.15 + 0.8 * Math.min(1, closeness.get(friend) * 3);
                do {
                    said.put(at, new int[] {friend, turn ? 1 : 0});
                    at = at.plusSeconds(20 + random.nextInt(300));
                    turn = !turn;
                } while (random.nextDouble() < answers * 0.9);
            }
        }
        write(viewer, number, said);
        return closeness.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private void write(String viewer, int number, Map<Instant, int[]> said) {
        long base = 1_000_000L * (number + 1);
        int[] seqs = new int[FRIENDS];
        List<Map<String, Object>> messages = new ArrayList<>();
        said.forEach((at, what) -> messages.add(Map.of(
                "id",
                base + 10_000 + messages.size(),
                "conversation",
                base + what[0],
                "seq",
                ++seqs[what[0]],
                "sender",
                what[1] == 1 ? world.number(viewer) : base + what[0],
                "at",
                at.atZone(ZoneOffset.UTC))));
        world.run(
                """
                MATCH (viewer:User {id: $viewer})
                UNWIND range(0, $friends - 1) AS i
                CREATE (friend:User {id: $base + i, handle: $handle + '_' + i, displayName: 'F', createdAt: $since})
                CREATE (viewer)-[:FRIENDS_WITH {since: $since}]->(friend)
                CREATE (c:Conversation {id: $base + i, kind: 'DIRECT', createdAt: $since, lastSeq: 0,
                  pairKey: viewer.id + ':' + friend.id})
                CREATE (viewer)-[:PARTICIPATES_IN {role: 'MEMBER', joinedAt: $since, lastReadSeq: 0,
                  state: 'ACTIVE'}]->(c)
                CREATE (friend)-[:PARTICIPATES_IN {role: 'MEMBER', joinedAt: $later, lastReadSeq: 0,
                  state: 'ACTIVE'}]->(c)
                """,
                Map.of(
                        "viewer",
                        world.number(viewer),
                        "friends",
                        FRIENDS,
                        "base",
                        base,
                        "handle",
                        viewer,
                        "since",
                        World.NOON.minus(Duration.ofDays(900)).atZone(ZoneOffset.UTC),
                        "later",
                        World.NOON.minus(Duration.ofDays(899)).atZone(ZoneOffset.UTC)));
        world.run("""
                UNWIND $messages AS row
                MATCH (c:Conversation {id: row.conversation}) MATCH (sender:User {id: row.sender})
                CREATE (sender)-[:SENT]->(:Message {id: row.id, conversationId: row.conversation, seq: row.seq,
                  senderId: row.sender, clientMessageId: toString(row.id), body: 'hm', sentAt: row.at})-[:IN]->(c)
                WITH c, max(row.seq) AS last, max(row.at) AS at
                SET c.lastSeq = last, c.lastMessageAt = at
                """, Map.of("messages", messages));
    }

    private List<String> handles(String viewer, String field, String list, String handle) {
        JsonNode nodes = api.as(viewer).data("{ viewer { " + field + " } }").at("/viewer" + list);
        return nodes.valueStream().map(node -> node.at(handle).asString()).toList();
    }

    private static String friend(String viewer, int number) {
        return viewer + "_" + number;
    }

    private static int any(double[] weights, Random random) {
        double left = random.nextDouble() * java.util.Arrays.stream(weights).sum();
        for (int i = 0; i < weights.length; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }
}
