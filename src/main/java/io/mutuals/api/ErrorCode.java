package io.mutuals.api;

import graphql.ErrorClassification;

/** Why a request failed, as {@code extensions.code} tells it. The list is part of the API: see {@code docs/errors.md}. */
public enum ErrorCode implements ErrorClassification {
    /** No token, or one that is expired, forged, or belongs to no account. */
    UNAUTHENTICATED,
    /** The viewer's roles do not allow this field or argument. */
    FORBIDDEN,
    /** The body is not a GraphQL request: not JSON, no {@code query}, or an array. */
    BAD_REQUEST,
    /** The document is not GraphQL. */
    GRAPHQL_PARSE_FAILED,
    /** The document or its variables do not fit the schema. */
    GRAPHQL_VALIDATION_FAILED,
    /** A hash was sent in place of a document; documents are not kept here, so the client sends it in full. */
    PERSISTED_QUERY_NOT_SUPPORTED,
    /** An id is malformed or names another kind of thing. */
    INVALID_ID,
    /** A cursor was not handed out by this list. */
    INVALID_CURSOR,
    /** A cursor of events is too old to be answered; read everything anew. */
    RESYNC_REQUIRED,
    /** A client read a stream too slowly to keep up; it may go on from the cursor of the last value. */
    LAGGED,
    /** There is nothing to listen to, or nobody to look at: it does not exist for the viewer. */
    NOT_FOUND,
    /** A page is not of 1 to 100 places, or its arguments exclude each other. */
    INVALID_PAGE,
    /** Another argument is outside its range. */
    INVALID_ARGUMENT,
    /** The request is larger, deeper or dearer than the limits: {@code extensions.limit} says which. */
    QUERY_TOO_LARGE,
    /**
     * The viewer has asked for too much in a short time, and {@code extensions.resetAt} says when to try again; or they have too much open
     * at once, and {@code extensions.limit} says what.
     */
    RATE_LIMITED,
    /** The graph cannot be reached or is too slow just now; the same request may succeed later. */
    UNAVAILABLE,
    /** A defect of ours; {@code extensions.incident} finds it in the log. */
    INTERNAL_ERROR
}
