package io.mutuals.security;

/**
 * The user whose account belongs to the token, for the few fields that are also answered while the account is
 * deactivated. All others ask for a {@link Viewer}, and are then refused.
 *
 * @param isAbsent whether the account is deactivated, or to be deleted
 */
public record AccountHolder(Viewer viewer, boolean isAbsent) {}
