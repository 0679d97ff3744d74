package io.mutuals.friend;

import static io.mutuals.FriendMutations.does;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.Mutations;
import io.mutuals.OwnLimitsTest;
import io.mutuals.SchemaWalk;
import io.mutuals.TakesLong;
import io.mutuals.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.execution.GraphQlSource;
import tools.jackson.databind.JsonNode;

/**
 * Reads every field of the schema as both sides of every block after random changes, and as everyone while a user is
 * absent, and asserts that nothing reveals the one to the other. Messages in shared groups stay readable, but must not
 * reveal their sender.
 */
@OwnLimitsTest
@TakesLong
class NothingLeaksTest {

    private static final List<String> PEOPLE =
            List.of("a.heron", "b.ibis", "c.jay", "d.kite", "e.lark", "f.merlin", "g.nuthatch");
    private static final List<String> MUTATIONS = List.of(
            "sendFriendRequest",
            "sendFriendRequest",
            "acceptFriendRequest",
            "acceptFriendRequest",
            "unfriend",
            "blockUser",
            "unblockUser");
    private static final int DEPTH = 6;

    /**
     * {@code viewer.blocks} names blocked users, so that a block can be undone; the viewer of a delta is the viewer.
     */
    private static final Set<String> EXEMPT = Set.of("Viewer.blocks", "SyncDelta.viewer");

    private static final String GROUP = World.id("cnv", 900);

    private final Api api;
    private final World world;
    private final SchemaWalk walk;
    private final String viewer;
    private final String happened;
    private final Map<String, String> cursors = new HashMap<>();

    NothingLeaksTest(Api api, World world, GraphQlSource source) {
        this.api = api;
        this.world = world;
        this.walk = new SchemaWalk(source.schema(), EXEMPT);
        this.viewer = "{ viewer " + walk.below("Viewer", DEPTH) + " searchVideos(query: \"of\", first: 20) "
                + walk.below("VideoConnection", 3) + " }";
        this.happened = "{ sync(after: \"%s\", limit: 500) " + walk.below("SyncDelta", 4) + " }";
    }

    @Test
    void theWalkCoversEveryFieldThatAQueryCanReach() {
        walk.below("Video", 1);
        walk.below("Message", 2);
        walk.below("Comment", 2);
        walk.below("ReportConnection", DEPTH);
        // Reachable only by node, each for the viewer who made it. FriendshipApiTest and ReportingApiTest ask as other
        // users.
        walk.below("Block", 1);
        walk.below("ReportReceipt", 1);
        walk.below("RankingPreview", DEPTH);
        walk.below("RankingStrategy", 1);
        walk.below("FeedStrategy", 1);
        walk.below("ExperimentConnection", DEPTH);
        // For administrators only.
        walk.below("UserTrace", 1);
        walk.below("SchemaUsageConnection", DEPTH);
        Set<String> missed = new TreeSet<>(walk.reachable());
        missed.removeAll(walk.walked());
        missed.removeIf(coordinate -> coordinate.startsWith("Query."));
        assertThat(missed).isEmpty();
    }

    @Test
    void noFieldRevealsAUserBehindABlock() {
        int checked = 0;
        for (long seed = 1; seed <= 2; seed++) {
            Random random = new Random(seed);
            given(random);
            for (int round = 0; round < 2; round++) {
                for (int change = 0; change < 6; change++) {
                    does(api.as(any(random)), MUTATIONS.get(random.nextInt(MUTATIONS.size())), world.id(any(random)));
                    changeConversation(any(random), random);
                }
                checked += check("seed " + seed + ", round " + round);
                String left = any(random);
                departs(left, "deactivateAccount");
                checked += check("seed " + seed + ", round " + round + ", without " + left);
                departs(left, "reactivateAccount");
            }
        }
        assertThat(checked).isGreaterThan(10);
    }

    private void departs(String who, String mutation) {
        assertThat(api.as(who)
                        .data("mutation { %s(input: {}) { userErrors { code } } }".formatted(mutation))
                        .toString())
                .isEqualTo("{\"%s\":{\"userErrors\":[]}}".formatted(mutation));
    }

    private int check(String when) {
        int checked = 0;
        Map<String, String> readBy = new HashMap<>();
        Map<String, String> heardBy = new HashMap<>();
        List<Object> pairs = new ArrayList<>(
                world.values("MATCH (a)-[:BLOCKED]-(b) WHERE NOT a:Absent RETURN DISTINCT [a.handle, b.handle]"));
        pairs.addAll(world.values("MATCH (a:User), (b:Absent) WHERE NOT a:Absent RETURN [a.handle, b.handle]"));
        for (Object pair : pairs) {
            List<?> handles = (List<?>) pair;
            String reader = PEOPLE.stream()
                    .filter(handles.getFirst()::equals)
                    .findFirst()
                    .orElseThrow();
            String hidden = PEOPLE.stream()
                    .filter(handles.getLast()::equals)
                    .findFirst()
                    .orElseThrow();
            String number = String.valueOf(PEOPLE.indexOf(hidden));
            String all = readBy.computeIfAbsent(
                    reader, user -> api.as(user).data(viewer).toString());
            assertThat(all).as("%s: what %s reads", when, reader).contains(reader);
            for (String trace : List.of(
                    hidden,
                    world.id(hidden),
                    "clip of " + number,
                    "secret of " + number,
                    World.id("vid", 500 + PEOPLE.indexOf(hidden)))) {
                assertThat(all)
                        .as("%s: what %s reads of %s", when, reader, hidden)
                        .doesNotContain(trace);
            }
            String delta = heardBy.computeIfAbsent(
                    reader,
                    user -> api.as(user)
                            .data(happened.formatted(cursors.get(user)))
                            .toString());
            for (String trace : List.of(hidden, world.id(hidden))) {
                assertThat(delta)
                        .as("%s: what %s receives of %s", when, reader, hidden)
                        .doesNotContain(trace);
            }
            String gone = """
                    { byId: user(by: {id: "%1$s"}) { id } byHandle: user(by: {handle: "%2$s"}) { id }
                      node(id: "%1$s") { id }
                      nodes(ids: ["%1$s", "%3$s"]) { id } video(id: "%3$s") { id }
                      searchUsers(query: "%2$s", first: 9) { totalCount nodes { id } } }
                    """;
            assertThat(api.as(reader)
                            .data(gone.formatted(
                                    world.id(hidden), hidden, World.id("vid", 500 + PEOPLE.indexOf(hidden)))))
                    .isEqualTo(
                            api.as(reader).data(gone.formatted(World.id("usr", 999), "missing", World.id("vid", 999))));
            checked++;
        }
        readBy.keySet().forEach(this::assertReportsAreHidden);
        return checked;
    }

    /**
     * Every user has been reported by every other. A user who is not a moderator reads no report, not even their own.
     */
    private void assertReportsAreHidden(String reader) {
        assertThat(api.as(reader).ask("{ reports(first: 9) " + walk.below("ReportConnection", DEPTH) + " }"))
                .satisfies(answer -> assertThat(answer.code()).isEqualTo("FORBIDDEN"))
                .satisfies(answer ->
                        assertThat(answer.json().path("data").toString()).isEqualTo("{\"reports\":null}"));
        List<Object> reports = world.values("MATCH (report:Report) RETURN report.id");
        assertThat(reports).hasSize(PEOPLE.size() * (PEOPLE.size() - 1));
        String all = reports.stream()
                .map(report -> World.id("rep", (long) report))
                .map(id -> "%1$s: node(id: \"%1$s\") { ...known }".formatted(id))
                .collect(joining(" "));
        assertThat(api.as(reader)
                        .data("{ %s } fragment known on Node { id ... on Report %s }"
                                .formatted(all, walk.below("Report", DEPTH))))
                .hasSize(reports.size())
                .allMatch(JsonNode::isNull);
    }

    /** Changes the group that all users are in, at random. */
    private void changeConversation(String who, Random random) {
        String message = world.message(900, 1 + random.nextInt(14));
        switch (random.nextInt(4)) {
            case 0 -> Mutations.says(api.as(who), GROUP, "hello again");
            case 1 -> Mutations.does(api.as(who), "markRead", GROUP, Map.of("upToSeq", 1 + random.nextInt(20)));
            case 2 ->
                Mutations.does(
                        api.as(who), "addReaction", Map.of("messageId", message, "emoji", "👍"), "message { id }");
            default ->
                Mutations.does(
                        api.as(PEOPLE.getFirst()),
                        "changeParticipantRole",
                        Map.of(
                                "conversationId",
                                GROUP,
                                "userId",
                                world.id(who),
                                "role",
                                random.nextBoolean() ? "ADMIN" : "OWNER"),
                        "conversation { id }");
        }
    }

    private void given(Random random) {
        world.clear();
        world.people(PEOPLE.toArray(String[]::new));
        world.group(900, "All of us", PEOPLE.toArray(String[]::new));
        for (int one = 0; one < PEOPLE.size(); one++) {
            String handle = PEOPLE.get(one);
            world.video(500 + one, handle, "clip of " + one);
            world.says(900, handle, "hello all").shares(900, handle, 500 + one);
            for (int video = 0; video <= one; video++) {
                commentOn(500 + video, one);
            }
            for (int other = 0; other < one; other++) {
                world.like(handle, 500 + other).save(handle, 500 + other).save(PEOPLE.get(other), 500 + one);
                world.repost(handle, 500 + other, "secret of " + one);
                if (random.nextInt(2) == 0) {
                    world.friends(handle, PEOPLE.get(other));
                }
                if ((one + other) % 3 == 0) {
                    world.dismiss(handle, PEOPLE.get(other)).dismiss(PEOPLE.get(other), handle);
                }
                long conversation = 100 + one * 10L + other;
                world.direct(conversation, handle, PEOPLE.get(other))
                        .says(conversation, handle, "secret of " + one)
                        .says(conversation, PEOPLE.get(other), "secret of " + other);
            }
        }
        for (String reporter : PEOPLE) {
            for (String reported : PEOPLE) {
                if (!reporter.equals(reported)) {
                    api.as(reporter)
                            .data("mutation { reportUser(input: {userId: \"%s\", reason: SPAM}) { report { id } } }"
                                    .formatted(world.id(reported)));
                }
            }
            cursors.put(
                    reporter,
                    api.as(reporter)
                            .data("{ sync { cursor } }")
                            .at("/sync/cursor")
                            .asString());
        }
    }

    /** Comments on a video, and answers every comment on it. */
    private void commentOn(long video, int who) {
        String handle = PEOPLE.get(who);
        long thread = video * 1_000 + who * 100L;
        for (int before = 0; before < who; before++) {
            long answered = video * 1_000 + before * 100L;
            if (!world.values("MATCH (c:Comment {id: %d}) RETURN c.id".formatted(answered))
                    .isEmpty()) {
                world.answer(answered + who, handle, answered, "secret of " + who);
            }
        }
        world.comment(thread, handle, video, "secret of " + who);
        world.run(
                "MATCH (c:Comment {id: $c}) MATCH (u:User) WHERE u.id <> c.authorId CREATE (c)-[:MENTIONS]->(u)",
                Map.of("c", thread));
    }

    private static String any(Random random) {
        return PEOPLE.get(random.nextInt(PEOPLE.size()));
    }
}
