package io.mutuals.platform;

import io.mutuals.Api;
import io.mutuals.LocalTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Rows of the platform, for tests, and the calls that tell of them. */
final class Rows {

    static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    /** What is asked of each row. */
    static final String ROW = "outcome userErrors { code field }";

    private Rows() {}

    /** Returns the API for the back end of the platform. */
    static Api.Caller platform(Api api) {
        return api.with(LocalTokens.mint("the back end of the platform", Duration.ofHours(1), "platform"));
    }

    /** Returns the payload of a mutation with {@code rows}, of which {@code row} is asked. */
    static JsonNode put(Api api, String mutation, List<Map<String, Object>> rows, String row) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        return platform(api)
                .data(
                        "mutation ($input: %s!) { %s(input: $input) { rows { %s } userErrors { code } } }"
                                .formatted(type, mutation, row),
                        Map.of("input", Map.of("rows", rows)))
                .path(mutation);
    }

    /** Returns the first error code of each row of the answer, or its outcome if it has none. */
    static List<String> codes(JsonNode payload) {
        List<String> codes = new ArrayList<>();
        payload.path("rows")
                .forEach(row -> codes.add(row.at("/userErrors/0/code")
                        .asString(row.path("outcome").asString())));
        return codes;
    }

    static Map<String, Object> user(String key, String handle, Instant changedAt) {
        return Map.of("key", key, "changedAt", changedAt.toString(), "handle", handle, "displayName", "Name of " + key);
    }

    /** Returns a user who signs in with the subject, of an issuer whose tokens do not name it. */
    static Map<String, Object> user(String key, String handle, Instant changedAt, String subject) {
        Map<String, Object> row = new HashMap<>(user(key, handle, changedAt));
        row.put("identity", Map.of("issuer", "", "subject", subject));
        return row;
    }

    static Map<String, Object> video(String key, String author, Instant changedAt) {
        return Map.of("key", key, "changedAt", changedAt.toString(), "authorKey", author, "caption", "clip " + key);
    }

    static Map<String, Object> like(String user, String video, boolean liked, Instant changedAt) {
        return Map.of("userKey", user, "videoKey", video, "liked", liked, "changedAt", changedAt.toString());
    }
}
