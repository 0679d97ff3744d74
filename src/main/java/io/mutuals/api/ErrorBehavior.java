package io.mutuals.api;

import java.util.HashMap;
import java.util.Map;
import org.springframework.graphql.GraphQlRequest;

/**
 * What an error of a field does to the fields around it. A request chooses with {@code onError}, as the GraphQL
 * specification proposes it (pull request 1236, formerly part of 1163).
 */
public enum ErrorBehavior {
    /** The field is null, also where its type is not null. */
    NULL,
    /** The field is null; if its type is not, the closest object around it that may be null is. The default. */
    PROPAGATE,
    /** The first error ends the execution, and is all that is answered. */
    HALT;

    /** The field of a request, and then its extension, that holds the choice. */
    static final String ON_ERROR = "onError";

    private static final String EXTENSIONS = "extensions";

    /**
     * Returns what a request chose.
     *
     * @throws RequestException {@link ErrorCode#BAD_REQUEST} if it is none of the names
     */
    static ErrorBehavior of(GraphQlRequest request) {
        Object chosen = request.getExtensions().get(ON_ERROR);
        if (chosen == null) {
            return PROPAGATE;
        }
        for (ErrorBehavior behavior : values()) {
            if (behavior.name().equals(chosen)) {
                return behavior;
            }
        }
        throw new RequestException(
                ErrorCode.BAD_REQUEST, "onError must be \"NULL\", \"PROPAGATE\" or \"HALT\", or absent.");
    }

    /** Returns {@code body} with the choice among its extensions, where Spring keeps it. */
    public static Map<String, Object> asRequest(Map<String, Object> body) {
        Object chosen = body.get(ON_ERROR);
        if (chosen == null || !(body.getOrDefault(EXTENSIONS, Map.of()) instanceof Map<?, ?> extensions)) {
            return body;
        }
        Map<String, Object> request = new HashMap<>(body);
        Map<Object, Object> more = new HashMap<>(extensions);
        more.put(ON_ERROR, chosen);
        request.put(EXTENSIONS, more);
        return request;
    }
}
