package io.mutuals.api;

import org.springframework.graphql.server.WebGraphQlRequest;

/**
 * Distinguishes requests over a WebSocket, or for server-sent events, from those with a single answer: a live answer
 * has no HTTP status, and may be a stream.
 */
public final class LiveTransport {

    /** The attribute of requests over a live transport. Its value has no meaning. */
    public static final String ATTRIBUTE = LiveTransport.class.getName();

    /** The attribute of requests that accept a stream as well as a single answer. Its value has no meaning. */
    public static final String OFFERED = ATTRIBUTE + ".offered";

    private LiveTransport() {}

    /** Returns whether the answer to the request may be a stream. */
    public static boolean mayCarry(WebGraphQlRequest request) {
        return carries(request) || request.getAttributes().containsKey(OFFERED);
    }

    /** Returns whether the request came over a live transport. */
    public static boolean carries(WebGraphQlRequest request) {
        return request.getAttributes().containsKey(ATTRIBUTE);
    }
}
