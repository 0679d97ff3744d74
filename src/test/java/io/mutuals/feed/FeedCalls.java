package io.mutuals.feed;

import io.mutuals.Api;
import io.mutuals.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Calls that tests of the feed share. */
final class FeedCalls {

    static final String PAGE = """
            query ($first: Int!, $after: String, $order: FeedOrder! = LATEST, $strategy: String) {
              viewer { feed(first: $first, after: $after, order: $order, strategy: $strategy) {
                edges { cursor node {
                  video { id caption author { handle } }
                  reason { kind text }
                  at
                  activities { kind at friendCount friends(first: 3) { handle } }
                } }
                pageInfo { hasNextPage hasPreviousPage endCursor }
                strategy
              } }
            }
            """;

    private FeedCalls() {}

    static JsonNode page(Api.Caller caller, int first, @Nullable String after, String order) {
        Map<String, @Nullable Object> variables = new HashMap<>();
        variables.put("first", first);
        variables.put("after", after);
        variables.put("order", order);
        return caller.data(PAGE, variables).at("/viewer/feed");
    }

    static JsonNode page(Api.Caller caller, int first) {
        return page(caller, first, null, "LATEST");
    }

    /** Returns the captions of a page in order. */
    static List<String> captions(JsonNode page) {
        List<String> captions = new ArrayList<>();
        page.path("edges")
                .forEach(edge -> captions.add(edge.at("/node/video/caption").asString()));
        return captions;
    }

    /** Returns the reasons of a page in order. */
    static List<String> reasons(JsonNode page) {
        List<String> texts = new ArrayList<>();
        page.path("edges")
                .forEach(edge -> texts.add(edge.at("/node/reason/text").asString()));
        return texts;
    }

    static @Nullable String next(JsonNode page) {
        return page.at("/pageInfo/hasNextPage").asBoolean()
                ? page.at("/pageInfo/endCursor").asString()
                : null;
    }

    /** Runs a mutation on a video, such as {@code likeVideo}; fails if it is refused. */
    static void does(Api.Caller caller, String mutation, long video) {
        JsonNode errors = caller.data(
                        "mutation ($v: ID!) { done: %s(input: {videoId: $v}) { userErrors { code } } }"
                                .formatted(mutation),
                        Map.of("v", World.id("vid", video)))
                .at("/done/userErrors");
        if (!errors.isEmpty()) {
            throw new AssertionError(mutation + ": " + errors);
        }
    }
}
