package io.mutuals.erasure;

/**
 * A place where something of a user is stored.
 *
 * @param place the database, and the label or relationship with the property, or the key with {@code *} for the user
 * @param count how often it is found there
 */
public record UserTrace(String place, long count) {}
