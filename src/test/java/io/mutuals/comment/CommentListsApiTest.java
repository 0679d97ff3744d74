package io.mutuals.comment;

import static io.mutuals.Mutations.code;
import static io.mutuals.comment.CommentCalls.bodies;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.ConcurrentCalls;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.neo4j.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Reads lists and counts of comments, and likes comments, through the API. */
@MutualsTest
class CommentListsApiTest {

    private final Api api;
    private final World world;
    private final Graph graph;
    private final CommentCalls comments;

    CommentListsApiTest(Api api, World world, Graph graph) {
        this.api = api;
        this.world = world;
        this.graph = graph;
        this.comments = new CommentCalls(api);
    }

    @BeforeEach
    void given() {
        world.clear();
        world.people("ada", "ben", "cleo", "dan").video(CommentCalls.VIDEO, "cleo", "clip");
    }

    @Test
    void pagesNeitherRepeatNorSkipWhileCommentsArriveAndGo() {
        List<String> ids = IntStream.range(0, 6)
                .mapToObj(i -> comments.says("ada", "c" + i))
                .toList();
        JsonNode first = page("NEWEST", 2, null);
        assertThat(bodies(first.path("nodes"))).containsExactly("c5", "c4");
        assertThat(first.path("totalCount").asInt()).isEqualTo(6);
        comments.says("ben", "new");
        comments.change("ada", "deleteComment", ids.get(4));
        JsonNode second = page("NEWEST", 3, first.at("/pageInfo/endCursor").asString());
        assertThat(bodies(second.path("nodes"))).containsExactly("c3", "c2", "c1");
        assertThat(second.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
        JsonNode last = page("NEWEST", 3, second.at("/pageInfo/endCursor").asString());
        assertThat(bodies(last.path("nodes"))).containsExactly("c0");
        assertThat(last.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
        assertThat(api.as("dan")
                        .ask(query("OLDEST", 3, first.at("/pageInfo/endCursor").asString()))
                        .code())
                .isEqualTo("INVALID_CURSOR");
    }

    @Test
    void theMostLikedCommentIsFirstAndPagesGoOnBehindIt() {
        List<String> ids = IntStream.range(0, 5)
                .mapToObj(i -> comments.says("ada", "c" + i))
                .toList();
        for (int[] like : new int[][] {{1, 3}, {3, 1}, {0, 1}}) {
            for (int liker = 0; liker < like[1]; liker++) {
                String who = List.of("ben", "cleo", "dan").get(liker);
                assertThat(code(comments.change(who, "likeComment", ids.get(like[0]))))
                        .isEmpty();
            }
        }
        List<String> all = new ArrayList<>();
        String after = null;
        for (int page = 0; page < 5; page++) {
            JsonNode one = page("MOST_LIKED", 1, after);
            all.addAll(bodies(one.path("nodes")));
            after = one.at("/pageInfo/endCursor").asString();
        }
        assertThat(all).containsExactly("c1", "c3", "c0", "c4", "c2");
        comments.change("ben", "unlikeComment", ids.get(1));
        comments.change("cleo", "unlikeComment", ids.get(1));
        comments.change("dan", "unlikeComment", ids.get(1));
        assertThat(comments.read("dan", "MOST_LIKED")).containsExactly("c3", "c0", "c4", "c2", "c1");
    }

    @Test
    void concurrentTogglesLeaveALikeCountThatEqualsTheLikes() throws Exception {
        String comment = comments.says("ada", "hot");
        String cold = comments.says("ada", "cold");
        comments.change("ada", "likeComment", cold);
        String[] people = IntStream.range(0, 30).mapToObj(i -> "p" + i).toArray(String[]::new);
        world.people(people);
        ConcurrentCalls.call(30, client -> {
            JsonNode last = comments.change(people[client], "likeComment", comment);
            for (int toggle = 1; toggle < 8; toggle++) {
                last = comments.change(people[client], toggle % 2 == 0 ? "likeComment" : "unlikeComment", comment);
                assertThat(code(last)).isEmpty();
            }
            return client % 2 == 0 ? comments.change(people[client], "likeComment", comment) : last;
        });
        List<Object> likers =
                world.values("MATCH (u:User)-[:LIKED_COMMENT]->(c:Comment {body: 'hot'}) RETURN u.handle");
        assertThat(likers).hasSize(15).doesNotHaveDuplicates();
        JsonNode read = comments.video(
                "p0", "comments(first: 5, order: MOST_LIKED) { nodes { body likeCount viewerHasLiked } }");
        assertThat(read.at("/comments/nodes").toString())
                .isEqualTo("[{\"body\":\"hot\",\"likeCount\":15,\"viewerHasLiked\":true},"
                        + "{\"body\":\"cold\",\"likeCount\":1,\"viewerHasLiked\":false}]");
        assertThat(world.values("MATCH (c:Comment {body: 'hot'}) RETURN c.rankedLikes"))
                .containsExactly(15L);
    }

    @Test
    void beyondAHundredLikesTheOrderFollowsWithinTwoPercentAndTheCountIsExact() {
        String comment = comments.says("ada", "hot");
        world.run("""
                MATCH (c:Comment {body: 'hot'})
                UNWIND range(1, 150) AS number
                CREATE (:User {id: 1000 + number})-[:LIKED_COMMENT {at: c.createdAt}]->(c)
                """, Map.of());
        world.run("MATCH (c:Comment {body: 'hot'}) SET c.rankedLikes = 150", Map.of());
        for (String handle : List.of("ada", "ben", "cleo")) {
            comments.change(handle, "likeComment", comment);
        }
        assertThat(ranked()).containsExactly(150L);
        assertThat(comments.change("dan", "likeComment", comment)
                        .at("/comment/likeCount")
                        .asInt())
                .isEqualTo(154);
        assertThat(ranked()).containsExactly(154L);
    }

    private List<Object> ranked() {
        return world.values("MATCH (c:Comment {body: 'hot'}) RETURN c.rankedLikes");
    }

    @Test
    void aBlockRemovesTheCommentsOfEachAndTheThreadsThatTheyOpened() {
        String adas = comments.says("ada", "ada");
        String bens = comments.says("ben", "ben");
        comments.replies("dan", adas, "dan to ada");
        comments.replies("ben", adas, "ben to ada");
        String own = comments.replies("ada", bens, "ada to ben");
        comments.replies("dan", bens, "dan to ben");
        comments.replies("ben", own, "ben to ada again");
        world.block("ben", "ada");

        assertThat(comments.read("ada", "OLDEST")).containsExactly("ada: dan to ada");
        assertThat(comments.read("ben", "OLDEST")).containsExactly("ben: dan to ben, ben to ada again");
        assertThat(comments.read("dan", "OLDEST"))
                .containsExactly("ada: dan to ada, ben to ada", "ben: ada to ben, dan to ben, ben to ada again");
        String counts =
                "commentCount comments(first: 5) { totalCount nodes { replyCount replies(first: 5) { totalCount } } }";
        assertThat(comments.video("ada", counts).toString())
                .isEqualTo("{\"commentCount\":2,\"comments\":{\"totalCount\":1,\"nodes\":"
                        + "[{\"replyCount\":1,\"replies\":{\"totalCount\":1}}]}}");
        assertThat(comments.video("ben", counts).toString())
                .isEqualTo("{\"commentCount\":3,\"comments\":{\"totalCount\":1,\"nodes\":"
                        + "[{\"replyCount\":2,\"replies\":{\"totalCount\":2}}]}}");
        assertThat(comments.count("dan")).isEqualTo(7);

        JsonNode answered = api.as("ben")
                .data(
                        "{ video(id: \"%s\") { comments(first: 5) { nodes { replies(first: 5) { nodes { body replyTo { id } } } } } } }"
                                .formatted(CommentCalls.videoId()))
                .at("/video/comments/nodes/0/replies/nodes/1");
        assertThat(answered.at("/body").asString()).isEqualTo("ben to ada again");
        assertThat(answered.at("/replyTo").isNull())
                .as("what it answers is hidden")
                .isTrue();
        for (String hidden : List.of(bens, own)) {
            assertThat(api.as("ada")
                            .data("{ node(id: \"%s\") { id } }".formatted(hidden))
                            .path("node")
                            .isNull())
                    .isTrue();
            String mutation = "mutation { likeComment(input: {commentId: \"%s\"}) { comment { id } userErrors { code "
                    + "field message } } }";
            assertThat(api.as("ada").ask(mutation.formatted(hidden)).timeless())
                    .isEqualTo(api.as("ada")
                            .ask(mutation.formatted(World.id("cmt", 999)))
                            .timeless());
        }
        world.block("cleo", "dan");
        assertThat(api.as("dan")
                        .data("{ node(id: \"%s\") { id } }".formatted(adas))
                        .path("node")
                        .isNull())
                .as("the author of the video")
                .isTrue();
    }

    @Test
    void countsIncludeTheCommentsOfHiddenUsersBeyondTheBound() {
        comments.says("ben", "ben");
        comments.says("dan", "dan");
        world.block("ada", "ben").block("ada", "dan");
        assertThat(comments.count("ada")).isZero();
        Map<String, Object> key = Map.of("index", 0, "viewer", world.number("ada"), "video", CommentCalls.VIDEO);
        assertThat(graph.read(CommentCountRepository.ON_VIDEOS, Map.of("mostHidden", 1, "keys", List.of(key)))
                        .getFirst()
                        .get("count")
                        .asInt())
                .isEqualTo(1);
    }

    private JsonNode page(String order, int first, @Nullable String after) {
        return api.as("dan").data(query(order, first, after)).at("/video/comments");
    }

    private static String query(String order, int first, @Nullable String after) {
        return """
                { video(id: "%s") { comments(order: %s, first: %d, after: %s) {
                  totalCount nodes { body } pageInfo { hasNextPage endCursor } } } }
                """.formatted(CommentCalls.videoId(), order, first, after == null ? "null" : "\"" + after + "\"");
    }
}
