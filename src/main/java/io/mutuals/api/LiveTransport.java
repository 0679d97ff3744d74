package io.mutuals.api;

import org.springframework.graphql.server.WebGraphQlRequest;

/**
 * Tells a request that came over a WebSocket, or that asks for server-sent events, from one that is answered once: its answer has no
 * HTTP status, and may be a stream.
 */
public final class LiveTransport {

    /** The attribute of such requests; its value says nothing. */
    public static final String ATTRIBUTE = LiveTransport.class.getName();

    /** The attribute of requests whose answer may be a stream or a single one, as the operation has it; its value says nothing. */
    public static final String OFFERED = ATTRIBUTE + ".offered";

    private LiveTransport() {}

    /** Whether the answer to the request may be a stream. */
    public static boolean mayCarry(WebGraphQlRequest request) {
        return carries(request) || request.getAttributes().containsKey(OFFERED);
    }

    /** Whether the request came over one. */
    public static boolean carries(WebGraphQlRequest request) {
        return request.getAttributes().containsKey(ATTRIBUTE);
    }
}
