package io.mutuals.experiment;

import io.mutuals.Api;
import io.mutuals.Mutations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Experiment mutations through the API, for tests. */
public final class Experiments {

    private static final String PAYLOAD = "experiment { key state ramp version } userErrors { code field message }";

    private Experiments() {}

    /** A draft of two variants: the standard strategy, and friends of friends alone. */
    public static Map<String, @Nullable Object> draft(String key) {
        Map<String, @Nullable Object> draft = new HashMap<>();
        draft.put("key", key);
        draft.put("hypothesis", "Friends of friends alone bring as many friends.");
        draft.put(
                "variants",
                List.of(
                        Map.of("key", "control", "strategy", "people-you-may-know"),
                        Map.of("key", "plain", "strategy", "friends-of-friends")));
        return draft;
    }

    public static JsonNode create(Api.Caller caller, Map<String, @Nullable Object> draft) {
        return change(caller, "createExperiment", draft);
    }

    public static JsonNode start(Api.Caller caller, String key, double ramp) {
        return change(caller, "startExperiment", Map.of("key", key, "ramp", ramp));
    }

    public static JsonNode change(Api.Caller caller, String mutation, Map<String, ? extends @Nullable Object> input) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        return caller.data(
                        "mutation ($input: " + type + "!) { " + mutation + "(input: $input) { " + PAYLOAD + " } }",
                        Map.of("input", input))
                .get(mutation);
    }

    public static String code(JsonNode payload) {
        return Mutations.code(payload);
    }
}
