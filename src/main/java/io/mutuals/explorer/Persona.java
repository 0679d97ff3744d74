package io.mutuals.explorer;

/**
 * User that GraphiQL offers to sign in as.
 *
 * @param handle handle of the user
 * @param token bearer token of the user
 */
public record Persona(String handle, String token) {}
