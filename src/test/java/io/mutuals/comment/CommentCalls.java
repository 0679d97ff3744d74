package io.mutuals.comment;

import static io.mutuals.Mutations.code;
import static io.mutuals.Mutations.does;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Commenting through the API. */
final class CommentCalls {

    /** The video of cleo, who has no friends. */
    static final long VIDEO = 200;

    static final String SELECTION = "comment { id state body } commentEdge { cursor node { id } } replayed";

    private final Api api;

    CommentCalls(Api api) {
        this.api = api;
    }

    static String videoId() {
        return World.id("vid", VIDEO);
    }

    /** Opens a thread, and returns the id of the comment. */
    String says(String handle, String body) {
        return made(create(handle, UUID.randomUUID().toString(), Map.of("body", body)));
    }

    /** Answers a comment, and returns the id of the answer. */
    String replies(String handle, String comment, String body) {
        return made(create(handle, UUID.randomUUID().toString(), Map.of("body", body, "replyToId", comment)));
    }

    private static String made(JsonNode payload) {
        assertThat(code(payload)).as(payload.toString()).isEmpty();
        return payload.at("/comment/id").asString();
    }

    JsonNode create(String handle, String key, Map<String, ? extends @Nullable Object> content) {
        Map<String, @Nullable Object> input = new HashMap<>(content);
        input.put("videoId", videoId());
        input.put("clientCommentId", key);
        return does(api.as(handle), "createComment", input, SELECTION);
    }

    JsonNode change(String handle, String mutation, String comment) {
        return does(
                api.as(handle),
                mutation,
                Map.of("commentId", comment),
                mutation.equals("deleteComment")
                        ? "deletedCommentId"
                        : "comment { id state body isPinned likeCount viewerHasLiked }");
    }

    JsonNode edit(String handle, String comment, String body) {
        return does(
                api.as(handle), "editComment", Map.of("commentId", comment, "body", body), "comment { body editedAt }");
    }

    JsonNode policy(String handle, String policy) {
        return does(
                api.as(handle),
                "setCommentPolicy",
                Map.of("videoId", videoId(), "policy", policy),
                "video { commentPolicy }");
    }

    /** Reads fields of the video. */
    JsonNode video(String handle, String fields) {
        return api.as(handle)
                .data("{ video(id: \"%s\") { %s } }".formatted(videoId(), fields))
                .path("video");
    }

    /** Returns the texts of the threads, each followed by its answers. */
    List<String> read(String handle, String order) {
        JsonNode page = video(
                handle,
                "comments(first: 50, order: %s) { nodes { body replies(first: 50) { nodes { body } } } }"
                        .formatted(order));
        return page.at("/comments/nodes")
                .valueStream()
                .map(thread -> {
                    String answers = String.join(", ", bodies(thread.at("/replies/nodes")));
                    return thread.path("body").asString("deleted") + (answers.isEmpty() ? "" : ": " + answers);
                })
                .toList();
    }

    static List<String> bodies(JsonNode nodes) {
        return nodes.valueStream()
                .map(node -> node.path("body").asString("deleted"))
                .toList();
    }

    int count(String handle) {
        return video(handle, "commentCount").path("commentCount").asInt();
    }
}
