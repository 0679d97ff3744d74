package io.mutuals.feed;

import static io.mutuals.MemoryReplica.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MemoryReplica;
import io.mutuals.MutualsTest;
import io.mutuals.TakesLong;
import io.mutuals.World;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Feeds from memory, beside those of a server that asks Neo4j for everything. */
@MutualsTest
@TakesLong
class FeedFromMemoryTest {

    private static final int PEOPLE = 8;
    private static final int VIDEOS = 50;
    private static final Pattern CURSOR = Pattern.compile("\"(cursor|endCursor)\":\"[^\"]+\"");
    private static final List<String> MUTATIONS = List.of("likeVideo", "unlikeVideo", "repostVideo", "undoRepost");

    @RegisterExtension
    static final MemoryReplica replica = new MemoryReplica("mutuals.memory.max-marks=4");

    private final Api statements;
    private final Api memory;
    private final World world;

    FeedFromMemoryTest(Api api, World world) {
        this.statements = api;
        this.memory = replica.beside(api);
        this.world = world;
    }

    @BeforeEach
    void given() {
        MemoryReplica.given(world, PEOPLE);
    }

    @Test
    void aFeedThatIsInMemoryCostsOneStatement() {
        world.friends(name(0), name(1), name(2));
        for (int video = 1; video <= 25; video++) {
            world.video(video, name(3), "clip " + video).like(name(1), video).repost(name(2), video, null);
        }
        assertThat(memory(name(0), Map.of("first", 5))).isEqualTo(reference(name(0), Map.of("first", 5)));
        Api.Answer warm = memory.as(name(0)).header("Mutuals-Proof", "1").ask(FeedCalls.PAGE, Map.of("first", 5));
        assertThat(warm.proof("neo4jQueries")).as(warm.body()).isEqualTo(1);
        assertThat(warm.proof("fences")).isEqualTo(1);
    }

    @Test
    void theScreenOfAFeedWithLikesAndCommentsThatIsInMemoryCostsOneStatement() {
        world.friends(name(0), name(1), name(2));
        for (int video = 1; video <= 25; video++) {
            world.video(video, name(3), "clip " + video).like(name(1), video).repost(name(2), video, null);
            for (int comment = 0; comment < 4; comment++) {
                world.comment(10 * video + comment, name(3 + comment), video, "comment " + comment);
            }
        }
        world.block(name(7), name(0));
        Map<String, Object> twenty = Map.of("first", 20);
        Api.Answer expected = statements.as(name(0)).ask(VideoScreen.FEED, twenty);
        assertThat(expected.json()
                        .at("/data/viewer/feed/nodes/19/video/comments/nodes/2/body")
                        .asString())
                .isEqualTo("comment 1");
        for (int time = 0; time < 2; time++) {
            assertThat(memory.as(name(0)).ask(VideoScreen.FEED, twenty).timeless())
                    .isEqualTo(expected.timeless());
        }
        Api.Answer warm = memory.as(name(0)).header("Mutuals-Proof", "1").ask(VideoScreen.FEED, twenty);
        assertThat(warm.proof("neo4jQueries")).as("the fence: " + warm.body()).isEqualTo(1);
        assertThat(warm.proof("fences")).isEqualTo(1);
    }

    @Test
    void onlyVideosWithMoreThanMemoryHoldsAreReadFromNeo4j() {
        for (int video = 1; video <= 3; video++) {
            world.video(video, name(0), "clip");
        }
        for (int person = 1; person <= 5; person++) {
            world.friends(name(0), name(person)).like(name(person), 1).repost(name(person), 1, "repost " + person);
        }
        for (int comment = 0; comment < 40; comment++) {
            world.comment(100 + comment, name(1), 2, "comment " + comment);
        }
        world.block(name(0), name(6));
        String screen = """
                query ($video: ID!) { video(id: $video) { commentCount
                  friendsWhoLiked(first: 9) { totalCount nodes { handle } }
                  friendsWhoReposted(first: 9) { totalCount edges { node { handle } repost { comment } } }
                  newest: comments(first: 30) { totalCount nodes { body } }
                  oldest: comments(first: 3, order: OLDEST) { nodes { body } }
                  liked: comments(first: 3, order: MOST_LIKED) { nodes { body } } } }
                """;
        Map<Integer, Integer> statementsBesideTheFence = Map.of(1, 2, 2, 2, 3, 0);
        statementsBesideTheFence.forEach((video, number) -> {
            Map<String, Object> variables = Map.of("video", World.id("vid", video));
            replica.assertSame(statements, name(0), screen, variables, "video " + video);
            Api.Answer warm = memory.as(name(0)).header("Mutuals-Proof", "1").ask(screen, variables);
            assertThat(warm.proof("neo4jQueries"))
                    .as("video %d: %s", video, warm.body())
                    .isEqualTo(1 + number);
        });
    }

    @Test
    void anyVideoIsThatOfTheStatementsWhateverIsDoneWithIt() {
        Random random = new Random(5);
        List<Long> all = List.of(1L, 2L, 3L);
        all.forEach(video -> world.video(video, name(Math.toIntExact(video)), "clip " + video));
        world.closeFriends(name(1), name(0));
        for (int person = 0; person < PEOPLE - 2; person++) {
            world.friends(name(person), name(person + 1), name(person + 2));
        }
        VideoScreen screen = new VideoScreen(world, PEOPLE, random);
        for (int round = 0; round < 120; round++) {
            screen.change(random.nextBoolean() ? memory : statements, all.get(random.nextInt(all.size())));
            String viewer = screen.presentUser();
            long video = all.get(random.nextInt(all.size()));
            String order = List.of("NEWEST", "NEWEST", "OLDEST", "MOST_LIKED").get(random.nextInt(4));
            JsonNode page = null;
            for (int next = 0; next < 2; next++) {
                Map<String, Object> variables = VideoScreen.variables(video, order, page);
                Api.Answer expected = statements.as(viewer).ask(VideoScreen.ALONE, variables);
                assertThat(memory.as(viewer).ask(VideoScreen.ALONE, variables).timeless())
                        .as("round %d, %s, %s", round, viewer, variables)
                        .isEqualTo(expected.timeless());
                page = expected.json();
            }
        }
        assertThat(world.values("MATCH (c:Comment) RETURN c.id")).hasSizeGreaterThan(10);
    }

    @Test
    void anyFeedIsThatOfTheStatementsWhateverChanges() {
        Random random = new Random(11);
        for (int video = 0; video < VIDEOS; video++) {
            world.video(500 + video, name(video % PEOPLE), "clip " + video)
                    .like(name((video + 1) % PEOPLE), 500 + video)
                    .repost(name((video + 2) % PEOPLE), 500 + video, null)
                    .comment(100 + video, name((video + 3) % PEOPLE), 500 + video, "Ha");
        }
        for (int one = 0; one < PEOPLE; one++) {
            for (int other = one + 1; other < PEOPLE; other++) {
                if (random.nextInt(3) > 0) {
                    world.friends(name(one), name(other));
                }
            }
        }
        for (int round = 0; round < 120; round++) {
            change(random, round);
            String viewer = name(random.nextInt(PEOPLE));
            for (String order : List.of("LATEST", "RANKED")) {
                Map<String, Object> variables = Map.of("first", 1 + random.nextInt(9), "order", order);
                assertThat(memory(viewer, variables))
                        .as("round %d, %s, %s", round, viewer, variables)
                        .isEqualTo(reference(viewer, variables));
            }
        }
    }

    private void change(Random random, int round) {
        long video = 500L + random.nextInt(VIDEOS);
        int actor = random.nextInt(PEOPLE);
        Api.Caller caller = (random.nextBoolean() ? memory : statements).as(name(actor));
        Map<String, Object> variables = Map.of(
                "v", World.id("vid", video), "u", world.id(name((actor + 1 + random.nextInt(PEOPLE - 1)) % PEOPLE)));
        switch (random.nextInt(9)) {
            case 0 ->
                change(
                        caller,
                        "updateVideo(input: {videoId: $v, audience: "
                                + List.of("PUBLIC", "FRIENDS", "CLOSE_FRIENDS", "ONLY_ME")
                                        .get(random.nextInt(4))
                                + ", likesHidden: " + random.nextBoolean() + "})",
                        variables);
            case 1 ->
                change(
                        caller,
                        "createComment(input: {videoId: $v, body: \"Ha\", clientCommentId: \"" + round + "\"})",
                        variables);
            case 2 -> change(caller, "addCloseFriend(input: {userId: $u})", variables);
            case 3 -> change(caller, "removeCloseFriend(input: {userId: $u})", variables);
            case 4 -> {
                if (random.nextInt(3) == 0) {
                    change(caller, "blockUser(input: {userId: $u})", variables);
                    change(caller, "unblockUser(input: {userId: $u})", variables);
                }
            }
            case 5 -> world.friends(name(actor), name((actor + 1) % PEOPLE));
            case 6 -> {
                List<Object> comments = world.values("MATCH (c:Comment {authorId: %d, state: 'PUBLISHED'}) RETURN c.id"
                        .formatted(world.number(name(actor))));
                if (!comments.isEmpty()) {
                    change(
                            caller,
                            "deleteComment(input: {commentId: \"" + World.id("cmt", (long) comments.getFirst())
                                    + "\"})",
                            variables);
                }
            }
            default ->
                change(caller, MUTATIONS.get(random.nextInt(MUTATIONS.size())) + "(input: {videoId: $v})", variables);
        }
    }

    /** Some changes are refused, which is as good. */
    private static void change(Api.Caller caller, String mutation, Map<String, Object> variables) {
        boolean aboutUser = mutation.contains("$u");
        boolean aboutVideo = mutation.contains("$v");
        String parameters = aboutUser ? "($u: ID!)" : aboutVideo ? "($v: ID!)" : "";
        JsonNode done = caller.data(
                "mutation " + parameters + " { done: " + mutation + " { userErrors { code } } }",
                aboutUser ? Map.of("u", variables.get("u")) : aboutVideo ? Map.of("v", variables.get("v")) : Map.of());
        assertThat(done.at("/done/userErrors").findValuesAsString("code")).doesNotContain("RATE_LIMITED");
    }

    private String memory(String viewer, Map<String, ?> variables) {
        return CURSOR.matcher(memory.as(viewer).ask(FeedCalls.PAGE, variables).timeless())
                .replaceAll("");
    }

    private String reference(String viewer, Map<String, ?> variables) {
        return CURSOR.matcher(
                        statements.as(viewer).ask(FeedCalls.PAGE, variables).timeless())
                .replaceAll("");
    }
}
