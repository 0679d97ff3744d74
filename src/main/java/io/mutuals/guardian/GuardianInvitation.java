package io.mutuals.guardian;

import java.time.Instant;

/**
 * An invitation by which a user becomes the guardian of one other.
 *
 * @param token 128 random bits, for the guardian to give to the ward
 */
record GuardianInvitation(String token, Instant expiresAt) {}
