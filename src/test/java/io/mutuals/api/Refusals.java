package io.mutuals.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Assertions on refused requests. */
final class Refusals {

    static final String VALIDATION = "GRAPHQL_VALIDATION_FAILED";

    private Refusals() {}

    /**
     * Asserts that every error has {@code code}, reveals nothing of the inside, and names the variable, if one is
     * given.
     */
    static void assertRefused(JsonNode errors, String code, @Nullable String variable) {
        assertThat(errors.isEmpty()).isFalse();
        for (JsonNode error : errors) {
            assertThat(error.at("/extensions/code").asString())
                    .as(errors.toString())
                    .isEqualTo(code);
            assertThat(error.path("extensions").has("incident")).isFalse();
            assertThat(error.path("message").asString()).doesNotMatch(ErrorsTest.INSIDE);
            if (variable != null) {
                assertThat(error.path("message").asString()).contains("\"$" + variable + "\"");
            }
        }
    }
}
