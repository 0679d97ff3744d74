package io.mutuals.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.Mutations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Experiments of two strategies, made and changed by an experimenter through the API. */
record LabExperiments(Api.Caller experimenter) {

    /** @param more input that is added to the draft, or replaces parts of it */
    void create(String key, Map<String, Object> more) {
        Map<String, Object> draft = new HashMap<>(Map.of(
                "key",
                key,
                "hypothesis",
                "Friends of friends alone bring as many friends.",
                "primaryMetric",
                "REQUESTS_SENT",
                "variants",
                List.of(
                        Map.of("key", "control", "strategy", "people-you-may-know"),
                        Map.of("key", "plain", "strategy", "friends-of-friends"))));
        draft.putAll(more);
        mutate("createExperiment", draft);
    }

    void mutate(String mutation, Map<String, Object> input) {
        JsonNode payload = Mutations.does(experimenter, mutation, input, "experiment { key }");
        assertThat(Mutations.code(payload)).as(payload.toString()).isEmpty();
    }
}
