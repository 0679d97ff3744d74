package io.mutuals.guardian;

import io.mutuals.Api;
import io.mutuals.Mutations;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What guardians and wards do, as a client lets them. */
final class Families {

    private Families() {}

    /** Returns the token of a new invitation. */
    static String invites(Api.Caller guardian) {
        JsonNode payload =
                Mutations.does(guardian, "createGuardianInvitation", Map.of(), "invitation { token expiresAt }");
        return payload.at("/invitation/token").asString();
    }

    /** Returns the codes of accepting an invitation. */
    static List<String> accepts(Api.Caller ward, String token) {
        return codes(does(ward, "acceptGuardianInvitation", Map.of("token", token)));
    }

    /** Returns the codes of ending the link with a user. */
    static List<String> ends(Api.Caller caller, String userId) {
        return codes(does(caller, "endGuardianship", Map.of("userId", userId)));
    }

    /** Returns the payload of a mutation, with its errors. */
    static JsonNode does(Api.Caller caller, String mutation, Map<String, ? extends @Nullable Object> input) {
        return Mutations.does(caller, mutation, input, "clientMutationId");
    }

    /** Returns the codes of the errors in a payload, each with the last part of its path. */
    static List<String> codes(JsonNode payload) {
        return payload.path("userErrors")
                .valueStream()
                .map(error -> error.path("code").asString())
                .toList();
    }

    /** Returns the handles of the wards and of the guardians that a user reads, in order. */
    static List<String> links(Api.Caller caller) {
        JsonNode viewer = caller.data("{ viewer { wards(first: 9) { nodes { handle } } guardians { handle } } }");
        return viewer.findValuesAsString("handle");
    }
}
