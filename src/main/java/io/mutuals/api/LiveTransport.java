package io.mutuals.api;

import org.springframework.graphql.server.WebGraphQlRequest;

/**
 * Tells a request that came over a WebSocket, or that asks for server-sent events, from one that is answered once: its answer has no
 * HTTP status, and may be a stream.
 */
public final class LiveTransport {

    /** The attribute of such requests; its value says nothing. */
    public static final String ATTRIBUTE = LiveTransport.class.getName();

    private LiveTransport() {}

    /** Whether the request came over one. */
    public static boolean carries(WebGraphQlRequest request) {
        return request.getAttributes().containsKey(ATTRIBUTE);
    }
}
