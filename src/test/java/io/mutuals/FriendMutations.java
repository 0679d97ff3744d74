package io.mutuals;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Friend mutations as a client sends them. */
public final class FriendMutations {

    private FriendMutations() {}

    /** Returns the payload of {@code mutation}, whose only input is a user id. */
    public static JsonNode does(Api.Caller caller, String mutation, String userId) {
        String input = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input!";
        return caller.data(
                        """
                        mutation ($input: %s) { %s(input: $input) {
                          relationship { isFriend isBlockedByViewer request { direction message } }
                          userErrors { code field message } clientMutationId } }
                        """.formatted(input, mutation),
                        Map.of("input", Map.of("userId", userId, "clientMutationId", "m1")))
                .path(mutation);
    }

    /** Returns the code of the first error in a payload; empty if there is none. */
    public static String code(JsonNode payload) {
        return payload.at("/userErrors/0/code").asString("");
    }
}
