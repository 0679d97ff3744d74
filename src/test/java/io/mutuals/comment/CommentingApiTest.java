package io.mutuals.comment;

import static io.mutuals.Mutations.code;
import static io.mutuals.comment.CommentCalls.videoId;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.ConcurrentCalls;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Makes, edits and deletes comments through the API. */
@MutualsTest
class CommentingApiTest {

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final CommentCalls comments;

    CommentingApiTest(Api api, World world, TestClock clock) {
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.comments = new CommentCalls(api);
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben").people("cleo", "dan").video(CommentCalls.VIDEO, "cleo", "clip");
    }

    @Test
    void answersToAnswersAreInTheSameThread() {
        String thread = comments.says("ada", " What a goal! ");
        String answer = comments.replies("ben", thread, "Indeed.");
        String deeper = comments.replies("cleo", answer, "Thank you.");
        comments.says("dan", "Offside.");
        assertThat(comments.read("dan", "OLDEST")).containsExactly("What a goal!: Indeed., Thank you.", "Offside.");
        assertThat(comments.read("dan", "NEWEST")).containsExactly("Offside.", "What a goal!: Indeed., Thank you.");
        assertThat(comments.count("dan")).isEqualTo(4);
        JsonNode node = api.as("dan")
                .data(("{ node(id: \"%s\") { ... on Comment { "
                                + "author { handle } video { id } replyTo { id } replyCount } } }")
                        .formatted(deeper))
                .path("node");
        assertThat(node.at("/author/handle").asString()).isEqualTo("cleo");
        assertThat(node.at("/video/id").asString()).isEqualTo(videoId());
        assertThat(node.at("/replyTo/id").asString()).isEqualTo(answer);
        assertThat(node.at("/replyCount").asInt()).isZero();
    }

    @Test
    void retriesMakeOneComment() throws Exception {
        List<JsonNode> tries = ConcurrentCalls.call(20, call -> comments.create("ada", "key", Map.of("body", "Once.")));
        assertThat(tries).allMatch(payload -> code(payload).isEmpty());
        assertThat(new HashSet<>(tries.stream()
                        .map(payload -> payload.at("/comment/id").asString())
                        .toList()))
                .hasSize(1);
        assertThat(tries.stream().filter(payload -> !payload.path("replayed").asBoolean()))
                .hasSize(1);
        assertThat(comments.count("ada")).isEqualTo(1);
        assertThat(code(comments.create("ada", "key", Map.of("body", "Twice."))))
                .isEqualTo("IDEMPOTENCY_MISMATCH");
        assertThat(code(comments.create("ben", "key", Map.of("body", "Mine."))))
                .as("each user has keys of their own")
                .isEmpty();
    }

    @Test
    void aLateRetryDoesNotMakeADeletedCommentAgain() {
        String gone = comments.create("ada", "key", Map.of("body", "Once."))
                .at("/comment/id")
                .asString();
        comments.change("ada", "deleteComment", gone);
        assertThat(code(comments.create("ada", "key", Map.of("body", "Once.")))).isEqualTo("DELETED");
        assertThat(comments.count("ada")).isZero();
    }

    @Test
    void refusalsNameTheirReason() {
        assertThat(code(comments.create("ada", "1", Map.of("body", " \n")))).isEqualTo("EMPTY");
        assertThat(code(comments.create("ada", "2", Map.of("body", "🐈".repeat(1_001)))))
                .isEqualTo("BODY_TOO_LONG");
        assertThat(code(comments.create("ada", "3", Map.of("body", "🐈".repeat(1_000)))))
                .isEmpty();
        assertThat(code(comments.create("ada", " ", Map.of("body", "Hello")))).isEqualTo("INVALID_CLIENT_COMMENT_ID");
        assertThat(code(comments.create("ada", "4", Map.of("body", "Hello", "replyToId", World.id("cmt", 999)))))
                .isEqualTo("REPLY_NOT_FOUND");
        List<String> eleven = IntStream.range(0, 11)
                .mapToObj(id -> World.id("usr", 1_000 + id))
                .toList();
        assertThat(code(comments.create("ada", "5", Map.of("body", "Hello", "mentions", eleven))))
                .isEqualTo("TOO_MANY_MENTIONS");
        world.emptyBucket("mutuals:limit:{" + world.number("ada") + "}:comment");
        assertThat(code(comments.create("ada", "6", Map.of("body", "Hello")))).isEqualTo("RATE_LIMITED");
        assertThat(code(comments.create("ben", "7", Map.of("body", "Hello")))).isEmpty();
    }

    @Test
    void aCommentOfAnotherVideoCannotBeAnswered() {
        String comment = comments.says("ada", "Here.");
        world.video(201, "cleo", "other");
        JsonNode refused =
                api.as("ben").data("""
                mutation { createComment(input: {videoId: "%s", clientCommentId: "k", body: "There.", replyToId:
                  "%s"}) {
                  userErrors { code } } }
                """.formatted(World.id("vid", 201), comment)).path("createComment");
        assertThat(code(refused)).isEqualTo("REPLY_NOT_FOUND");
    }

    @Test
    void aHiddenVideoIsNotFoundAsOneThatDoesNotExist() {
        world.block("cleo", "ada");
        String query = """
                mutation { createComment(input: {videoId: "%s", clientCommentId: "k", body: "Hello"}) {
                  comment { id } userErrors { code field message resetAt } } }
                """;
        Api.Answer hidden = api.as("ada").ask(query.formatted(videoId()));
        Api.Answer missing = api.as("ada").ask(query.formatted(World.id("vid", 999)));
        assertThat(code(hidden.json().at("/data/createComment"))).isEqualTo("VIDEO_NOT_FOUND");
        assertThat(hidden.timeless()).isEqualTo(missing.timeless());
    }

    @Test
    void onlyTheAuthorEditsAndOnlyForFifteenMinutes() {
        String comment = comments.says("ada", "Frist!");
        assertThat(code(comments.edit("ben", comment, "Second!"))).isEqualTo("NOT_YOURS");
        assertThat(code(comments.edit("cleo", comment, "Mine."))).isEqualTo("NOT_YOURS");
        JsonNode same = comments.edit("ada", comment, "Frist!");
        assertThat(same.at("/comment/editedAt").isNull()).isTrue();
        clock.pass(Duration.ofMinutes(14));
        JsonNode edited = comments.edit("ada", comment, "First!");
        assertThat(edited.at("/comment/body").asString()).isEqualTo("First!");
        assertThat(edited.at("/comment/editedAt").isString()).isTrue();
        assertThat(code(comments.edit("ada", comment, " "))).isEqualTo("EMPTY");
        clock.pass(Duration.ofMinutes(2));
        assertThat(code(comments.edit("ada", comment, "Late."))).isEqualTo("EDIT_WINDOW_OVER");
        assertThat(comments.read("ben", "NEWEST")).containsExactly("First!");
    }

    @Test
    void aDeletedCommentKeepsItsPlaceAsLongAsItHasAnswers() {
        String thread = comments.says("ada", "Thread");
        String one = comments.replies("ben", thread, "One");
        String two = comments.replies("dan", thread, "Two");
        assertThat(code(comments.change("ben", "deleteComment", thread))).isEqualTo("NOT_YOURS");
        assertThat(comments.change("ada", "deleteComment", thread)
                        .path("deletedCommentId")
                        .asString())
                .isEqualTo(thread);
        assertThat(comments.read("ben", "OLDEST")).containsExactly("deleted: One, Two");
        assertThat(comments.count("ben")).isEqualTo(2);
        JsonNode place = comments.video(
                        "ben",
                        "comments(first: 5) { totalCount nodes { state author { id } likeCount viewerCan { edit delete "
                                + "pin approve reply like report } } }")
                .path("comments");
        assertThat(place.toString())
                .isEqualTo("{\"totalCount\":1,\"nodes\":[{\"state\":\"DELETED\",\"author\":null,\"likeCount\":0,"
                        + "\"viewerCan\":{\"edit\":false,\"delete\":false,\"pin\":false,\"approve\":false,"
                        + "\"reply\":false,\"like\":false,\"report\":false}}]}");
        assertThat(code(comments.create("dan", "k", Map.of("body", "Three", "replyToId", thread))))
                .isEqualTo("REPLY_NOT_FOUND");
        comments.replies("dan", one, "To one");

        comments.change("ben", "deleteComment", one);
        comments.change("cleo", "deleteComment", two);
        assertThat(comments.read("ben", "OLDEST")).containsExactly("deleted: To one");
        String last = comments.video("dan", "comments(first: 1) { nodes { replies(first: 1) { nodes { id } } } }")
                .at("/comments/nodes/0/replies/nodes/0/id")
                .asString();
        comments.change("dan", "deleteComment", last);
        assertThat(comments.read("ben", "OLDEST")).isEmpty();
        assertThat(comments.count("ben")).isZero();
        for (String again : List.of(thread, one, two, last)) {
            assertThat(code(comments.change("cleo", "deleteComment", again)))
                    .as("the author of the video may repeat it")
                    .isEmpty();
        }
        assertThat(code(comments.change("ben", "deleteComment", two))).isEqualTo("NOT_FOUND");
        assertThat(world.values("MATCH (:Comment)-[r]-() RETURN r")).isEmpty();
    }

    @Test
    void concurrentAnswersAndDeletionsLeaveCountsThatEqualTheLists() throws Exception {
        String thread = comments.says("ada", "Thread");
        List<String> people = IntStream.range(0, 16).mapToObj(i -> "p" + i).toList();
        world.people(people.toArray(String[]::new));
        ConcurrentCalls.call(16, call -> {
            String own = people.get(call);
            JsonNode made = comments.create(own, "k", Map.of("body", own, "replyToId", thread));
            String id = made.at("/comment/id").asString("");
            if (call == 8) {
                comments.change("ada", "deleteComment", thread);
            } else if (call % 3 == 0 && !id.isEmpty()) {
                assertThat(code(comments.change(own, "deleteComment", id))).isEmpty();
            }
            return made;
        });
        List<Object> listed = world.values("MATCH (c:Comment) WHERE c.under IS NOT NULL RETURN c.body");
        assertThat(comments.count("dan")).isEqualTo(listed.size());
        List<String> read = comments.read("dan", "OLDEST");
        if (listed.isEmpty()) {
            assertThat(read).isEmpty();
        } else {
            assertThat(read).hasSize(1).first().asString().startsWith("deleted: ");
            assertThat(new HashSet<>(List.of(
                            read.getFirst().substring("deleted: ".length()).split(", "))))
                    .hasSize(listed.size());
        }
    }

    @Test
    void mentionsOfUsersWhoCannotSeeItAreLeftOut() {
        world.block("dan", "cleo").block("ada", "ben");
        world.people("erin");
        JsonNode made = comments.create(
                "ada",
                "k",
                Map.of(
                        "body",
                        "Look!",
                        "mentions",
                        List.of(
                                world.id("erin"),
                                world.id("ben"),
                                world.id("dan"),
                                World.id("usr", 999),
                                world.id("erin"))));
        assertThat(code(made)).isEmpty();
        String mentions = "comments(first: 1) { nodes { mentions { handle } } }";
        assertThat(comments.video("cleo", mentions)
                        .at("/comments/nodes/0/mentions")
                        .toString())
                .isEqualTo("[{\"handle\":\"erin\"}]");
        world.block("erin", "cleo");
        assertThat(comments.video("cleo", mentions).at("/comments/nodes/0/mentions"))
                .isEmpty();
    }
}
