package io.mutuals.api;

import org.springframework.graphql.server.WebGraphQlRequest;

/** Marks the requests that may only read: those that came by {@code GET}. */
public final class QueriesOnly {

    /** The methods that mutations and subscriptions need instead, as the header {@code Allow} names them. */
    public static final String ALLOWED_OTHERWISE = RequestFormatFilter.ALLOWED_TO_CHANGE;

    /** The attribute of such requests. Its value has no meaning. */
    static final String ATTRIBUTE = QueriesOnly.class.getName();

    private QueriesOnly() {}

    /** Returns whether no other operation than a query may run for the request. */
    public static boolean holdsFor(WebGraphQlRequest request) {
        return request.getAttributes().containsKey(ATTRIBUTE);
    }
}
