package io.mutuals.explorer;

/** Someone whom the page offers to sign in as. */
public record Persona(String handle, String token) {}
