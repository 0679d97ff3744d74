package io.mutuals.api;

import graphql.ErrorClassification;

/**
 * The reasons why a request can fail, as {@code extensions.code} names them. They are part of the API: see
 * {@code docs/errors.md}.
 */
public enum ErrorCode implements ErrorClassification {
    /** There is no token, or it is expired or forged. */
    UNAUTHENTICATED,
    /** The token is good, and belongs to no account. */
    ACCOUNT_REQUIRED,
    /** The account of the token is deactivated, or about to be deleted. */
    ACCOUNT_DEACTIVATED,
    /** The viewer's roles do not allow this field or argument. */
    FORBIDDEN,
    /** The body is not a GraphQL request: not JSON, no {@code query}, or an array. */
    BAD_REQUEST,
    /** The document is not GraphQL. */
    GRAPHQL_PARSE_FAILED,
    /** The document or its variables do not fit the schema. */
    GRAPHQL_VALIDATION_FAILED,
    /** A hash was sent in place of a document in a form that the server does not know; it takes the document. */
    PERSISTED_QUERY_NOT_SUPPORTED,
    /** A hash or an id was sent in place of a document, which the server does not know; it takes both together. */
    PERSISTED_QUERY_NOT_FOUND,
    /** The document is not registered, and only registered ones are answered. */
    DOCUMENT_NOT_TRUSTED,
    /** An id is malformed or identifies another kind of object. */
    INVALID_ID,
    /** A cursor was not returned by this list. */
    INVALID_CURSOR,
    /** An event cursor is too old to continue from; the client must read everything again. */
    RESYNC_REQUIRED,
    /** The client read a stream too slowly to keep up; it may continue from the cursor of the last event. */
    LAGGED,
    /** The object to subscribe to does not exist for the viewer. */
    NOT_FOUND,
    /** The page size is not within 1 to 100, or paging arguments exclude each other. */
    INVALID_PAGE,
    /** Another argument is out of range. */
    INVALID_ARGUMENT,
    /** The request exceeds a limit; {@code extensions.limit} names it. */
    QUERY_TOO_LARGE,
    /** An answer has more errors than it lists; {@code extensions.omitted} counts the others. */
    ERRORS_OMITTED,
    /**
     * The viewer asked for too much in a short time, and {@code extensions.resetAt} tells when to try again; or has too
     * many operations or connections open, and {@code extensions.limit} tells which.
     */
    RATE_LIMITED,
    /** The graph cannot be reached or is too slow at the moment; the same request may succeed later. */
    UNAVAILABLE,
    /** A defect of the server; {@code extensions.incident} identifies it in the log. */
    INTERNAL_ERROR
}
