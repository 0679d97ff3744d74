package io.mutuals.comment;

import static io.mutuals.Mutations.code;
import static io.mutuals.Mutations.does;
import static io.mutuals.comment.CommentCalls.bodies;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Authors decide who may comment, approve and pin comments, and block words, through the API. */
@MutualsTest
class CommentPolicyApiTest {

    private static final List<String> EVERYONE = List.of("ada", "ben", "cleo", "dan");

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final CommentCalls comments;

    CommentPolicyApiTest(Api api, World world, TestClock clock) {
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.comments = new CommentCalls(api);
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("cleo", "ben").people("ada", "dan").video(CommentCalls.VIDEO, "cleo", "clip");
    }

    @Test
    void eachPolicyLetsThoseCommentWhomViewerCanNames() {
        for (var policy : Map.of(
                        "EVERYONE",
                        EVERYONE,
                        "APPROVAL",
                        EVERYONE,
                        "FRIENDS",
                        List.of("ben", "cleo"),
                        "NOBODY",
                        List.<String>of())
                .entrySet()) {
            assertThat(comments.policy("cleo", policy.getKey())
                            .at("/video/commentPolicy")
                            .asString())
                    .isEqualTo(policy.getKey());
            for (String handle : EVERYONE) {
                boolean may = comments.video(handle, "viewerCan { comment repost like share }")
                        .at("/viewerCan/comment")
                        .asBoolean();
                assertThat(may)
                        .as("%s, %s", handle, policy.getKey())
                        .isEqualTo(policy.getValue().contains(handle));
                JsonNode made = comments.create(handle, policy.getKey(), Map.of("body", "Hello"));
                assertThat(code(made)).isEqualTo(may ? "" : "NOT_ALLOWED");
            }
        }
        assertThat(comments.read("dan", "NEWEST"))
                .as("comments that exist stay; of those under approval, that of the author")
                .hasSize(4 + 1 + 2);
    }

    @Test
    void onlyTheAuthorOfAVideoDecides() {
        assertThat(code(comments.policy("ada", "NOBODY"))).isEqualTo("NOT_YOURS");
        world.block("cleo", "ada");
        assertThat(code(comments.policy("ada", "NOBODY"))).isEqualTo("VIDEO_NOT_FOUND");
        assertThat(comments.video("dan", "commentPolicy").path("commentPolicy").asString())
                .isEqualTo("EVERYONE");
    }

    @Test
    void aPendingCommentIsReadByItsAuthorAndTheAuthorOfTheVideoUntilItIsApproved() {
        String thread = comments.says("cleo", "Welcome");
        comments.policy("cleo", "APPROVAL");
        JsonNode made = comments.create("ada", "k", Map.of("body", "Hello", "replyToId", thread));
        assertThat(made.at("/comment/state").asString()).isEqualTo("PENDING");
        String pending = made.at("/comment/id").asString();
        String dans = comments.says("dan", "Me too");

        assertThat(waiting("ada")).containsExactly("Hello");
        assertThat(waiting("dan")).containsExactly("Me too");
        assertThat(waiting("cleo")).containsExactly("Hello", "Me too");
        assertThat(waiting("ben")).isEmpty();
        assertThat(comments.read("ada", "OLDEST")).containsExactly("Welcome");
        assertThat(comments.count("ada")).isEqualTo(1);
        assertThat(isSeen("ada", pending)).isTrue();
        assertThat(isSeen("cleo", pending)).isTrue();
        assertThat(isSeen("dan", pending)).isFalse();
        assertThat(code(comments.change("dan", "likeComment", pending))).isEqualTo("NOT_FOUND");
        assertThat(code(comments.change("ada", "likeComment", pending))).isEqualTo("NOT_PUBLISHED");
        assertThat(code(comments.change("ada", "approveComment", pending))).isEqualTo("NOT_YOURS");
        assertThat(code(comments.change("dan", "approveComment", pending))).isEqualTo("NOT_FOUND");

        assertThat(comments.change("cleo", "approveComment", pending)
                        .at("/comment/state")
                        .asString())
                .isEqualTo("PUBLISHED");
        assertThat(code(comments.change("cleo", "approveComment", pending)))
                .as("again")
                .isEmpty();
        assertThat(comments.read("dan", "OLDEST")).containsExactly("Welcome: Hello");
        assertThat(comments.count("dan")).isEqualTo(2);
        assertThat(code(comments.edit("ada", pending, "Changed"))).isEqualTo("NEEDS_APPROVAL");
        comments.change("cleo", "deleteComment", dans);
        assertThat(waiting("cleo")).isEmpty();
        assertThat(waiting("dan")).isEmpty();
        assertThat(code(comments.change("cleo", "approveComment", dans))).isEqualTo("NOT_FOUND");
        world.block("ada", "cleo");
        assertThat(world.values("MATCH (c:Comment)-[r:AWAITS]->() RETURN r")).isEmpty();
    }

    @Test
    void pendingAnswersGoWithTheirThread() {
        String thread = comments.says("cleo", "Welcome");
        comments.policy("cleo", "APPROVAL");
        String pending = comments.replies("ada", thread, "Hello");
        comments.change("cleo", "deleteComment", thread);
        assertThat(waiting("cleo")).isEmpty();
        assertThat(isSeen("ada", pending)).isFalse();
        assertThat(comments.read("ben", "NEWEST")).isEmpty();
    }

    @Test
    void aBlockHidesWhatIsPending() {
        comments.policy("cleo", "APPROVAL");
        comments.says("ada", "Hello");
        String page = "pendingComments(first: 5) { totalCount nodes { body } }";
        assertThat(comments.video("cleo", page)
                        .at("/pendingComments/totalCount")
                        .asInt())
                .isEqualTo(1);
        world.block("ada", "cleo");
        assertThat(comments.video("cleo", page).toString())
                .isEqualTo("{\"pendingComments\":{\"totalCount\":0,\"nodes\":[]}}");
    }

    @Test
    void pagesOfPendingCommentsGoOnAtTheCursor() {
        comments.policy("cleo", "APPROVAL");
        for (int i = 0; i < 5; i++) {
            comments.says(i % 2 == 0 ? "ada" : "dan", "c" + i);
        }
        for (String handle : List.of("cleo", "ada")) {
            List<String> all = new ArrayList<>();
            String after = "null";
            for (int page = 0; page < 5; page++) {
                JsonNode one = comments.video(
                                handle,
                                "pendingComments(first: 1, after: %s) { nodes { body } pageInfo { endCursor } }"
                                        .formatted(after))
                        .path("pendingComments");
                all.addAll(bodies(one.path("nodes")));
                after = one.path("nodes").isEmpty()
                        ? after
                        : "\"" + one.at("/pageInfo/endCursor").asString() + "\"";
            }
            assertThat(all)
                    .isEqualTo(
                            handle.equals("cleo") ? List.of("c0", "c1", "c2", "c3", "c4") : List.of("c0", "c2", "c4"));
        }
    }

    @Test
    void aCommentWithABlockedWordAwaitsApproval() {
        assertThat(code(words("cleo", List.of(" Idiot ", "so what", "🤡", "Idiot"))))
                .isEmpty();
        assertThat(api.as("cleo").data("{ viewer { commentBlockedWords } }").toString())
                .contains("[\"Idiot\",\"so what\",\"🤡\"]");
        assertThat(api.as("ada").data("{ viewer { commentBlockedWords } }").toString())
                .contains("[]");
        for (String bad : List.of("You IDIÓT!", "So, what?", "you🤡")) {
            assertThat(state("ada", bad)).as(bad).isEqualTo("PENDING");
        }
        String published = comments.says("ada", "Idiotic.");
        assertThat(comments.read("dan", "NEWEST")).containsExactly("Idiotic.");
        assertThat(code(comments.edit("ada", published, "Idiot."))).isEqualTo("NEEDS_APPROVAL");
        assertThat(code(comments.edit("ada", published, "Clever."))).isEmpty();
        assertThat(state("cleo", "My own idiot.")).isEqualTo("PUBLISHED");
        assertThat(code(words("cleo", List.of("")))).isEqualTo("INVALID_WORD");
        assertThat(code(words("cleo", List.of("a".repeat(51))))).isEqualTo("INVALID_WORD");
        assertThat(code(words("cleo", Collections.nCopies(201, "same")))).isEmpty();
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 201; i++) {
            many.add("word" + i);
        }
        assertThat(code(words("cleo", many))).isEqualTo("TOO_MANY_WORDS");
        words("cleo", List.of());
        assertThat(state("dan", "Idiot")).isEqualTo("PUBLISHED");
    }

    private JsonNode words(String handle, List<String> words) {
        return does(api.as(handle), "setCommentBlockedWords", Map.of("words", words), "viewer { commentBlockedWords }");
    }

    private String state(String handle, String body) {
        return comments.create(handle, body, Map.of("body", body))
                .at("/comment/state")
                .asString();
    }

    @Test
    void oneCommentIsPinnedByTheAuthorOfTheVideo() {
        String first = comments.says("ada", "First");
        String second = comments.says("ben", "Second");
        String answer = comments.replies("cleo", first, "Answer");
        assertThat(code(comments.change("ada", "pinComment", first))).isEqualTo("NOT_YOURS");
        assertThat(code(comments.change("cleo", "pinComment", answer))).isEqualTo("IS_REPLY");
        comments.change("cleo", "pinComment", first);
        assertThat(comments.change("cleo", "pinComment", second)
                        .at("/comment/isPinned")
                        .asBoolean())
                .isTrue();
        assertThat(pinned("dan")).isEqualTo("Second");
        assertThat(comments.video("dan", "comments(first: 5) { nodes { isPinned } }")
                        .toString())
                .isEqualTo("{\"comments\":{\"nodes\":[{\"isPinned\":true},{\"isPinned\":false}]}}");
        world.block("dan", "ben");
        assertThat(pinned("dan")).isEqualTo("none");
        assertThat(code(comments.change("cleo", "unpinComment", first)))
                .as("not pinned")
                .isEmpty();
        assertThat(pinned("ada")).isEqualTo("Second");
        comments.change("cleo", "unpinComment", second);
        assertThat(pinned("ada")).isEqualTo("none");
        comments.change("cleo", "pinComment", first);
        comments.change("ada", "deleteComment", first);
        assertThat(pinned("ada")).isEqualTo("none");
        assertThat(code(comments.change("cleo", "pinComment", first))).isEqualTo("NOT_PUBLISHED");
    }

    private String pinned(String handle) {
        return comments.video(handle, "pinnedComment { body }")
                .at("/pinnedComment/body")
                .asString("none");
    }

    /** Asks for permission on comments in every state, then tries, each time on a new comment. */
    @Test
    void viewerCanAgreesWithTheMutations() {
        Map<String, String> mutations = new TreeMap<>(Map.of(
                "edit", "editComment",
                "delete", "deleteComment",
                "pin", "pinComment",
                "approve", "approveComment",
                "reply", "createComment",
                "like", "likeComment"));
        // A third of all, because each takes eight requests.
        Random random = new Random(1);
        int tried = 0;
        for (String policy : List.of("EVERYONE", "FRIENDS", "APPROVAL", "NOBODY")) {
            for (String state : List.of("new", "old", "pending", "answer")) {
                for (String handle : EVERYONE) {
                    for (var mutation : mutations.entrySet()) {
                        if (random.nextInt(3) > 0) {
                            continue;
                        }
                        comments.policy("cleo", state.equals("pending") ? "APPROVAL" : "EVERYONE");
                        String comment = comments.says("ada", "A comment");
                        if (state.equals("answer")) {
                            comment = comments.replies("ada", comment, "An answer");
                        }
                        world.forgetEverythingCached(); // the limits
                        comments.policy("cleo", policy);
                        if (state.equals("old")) {
                            clock.pass(Duration.ofMinutes(16));
                        }
                        if (!isSeen(handle, comment)) {
                            continue;
                        }
                        boolean may = api.as(handle)
                                .data("{ node(id: \"%s\") { ... on Comment { viewerCan { %s } } } }"
                                        .formatted(comment, mutation.getKey()))
                                .at("/node/viewerCan/" + mutation.getKey())
                                .asBoolean();
                        boolean wasPublished = state(comment).equals("PUBLISHED");
                        JsonNode payload = switch (mutation.getKey()) {
                            case "edit" -> comments.edit(handle, comment, "Edited");
                            case "reply" ->
                                comments.create(handle, comment, Map.of("body", "Reply", "replyToId", comment));
                            default -> comments.change(handle, mutation.getValue(), comment);
                        };
                        boolean did = code(payload).isEmpty();
                        if (mutation.getKey().equals("approve") && wasPublished) {
                            did = false; // it succeeds and changes nothing
                        }
                        assertThat(did)
                                .as("%s, %s, %s by %s: %s", policy, state, mutation.getKey(), handle, payload)
                                .isEqualTo(may);
                        tried++;
                    }
                }
            }
        }
        assertThat(tried).isGreaterThan(90);
    }

    private String state(String comment) {
        return api.as("cleo")
                .data("{ node(id: \"%s\") { ... on Comment { state } } }".formatted(comment))
                .at("/node/state")
                .asString();
    }

    private boolean isSeen(String handle, String comment) {
        return !api.as(handle)
                .data("{ node(id: \"%s\") { id } }".formatted(comment))
                .path("node")
                .isNull();
    }

    private List<String> waiting(String handle) {
        return bodies(comments.video(handle, "pendingComments(first: 5) { nodes { body } }")
                .at("/pendingComments/nodes"));
    }
}
