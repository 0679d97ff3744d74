package io.mutuals.user;

import io.mutuals.Api;
import io.mutuals.LocalTokens;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** People who join, as a client lets them. */
final class Newcomers {

    static final String CREATE = """
            mutation ($input: CreateAccountInput!) {
              createAccount(input: $input) {
                viewer { user { id handle displayName bio region createdAt } settings { ageBand } }
                userErrors { code field message }
                clientMutationId
              }
            }
            """;

    private Newcomers() {}

    /** Returns the payload of {@code createAccount}. */
    static JsonNode join(Api api, String token, Map<String, @Nullable Object> input) {
        return api.with(token).data(CREATE, Map.of("input", input)).path("createAccount");
    }

    /** Returns the codes of the errors in a payload. */
    static List<String> codes(JsonNode payload) {
        return payload.path("userErrors").findValuesAsString("code");
    }

    /** Returns a valid input with a handle, and with other fields as names and values in turn. */
    static Map<String, @Nullable Object> input(String handle, String... others) {
        Map<String, @Nullable Object> input =
                new HashMap<>(Map.of("handle", handle, "displayName", "New Comer", "birthDate", "1990-05-17"));
        for (int at = 0; at < others.length; at += 2) {
            input.put(others[at], others[at + 1]);
        }
        return input;
    }

    /** Returns a token with a subject. */
    static String token(String subject) {
        return LocalTokens.mint(subject, Duration.ofHours(1));
    }
}
