package io.mutuals.friend;

import io.mutuals.api.IdType;
import io.mutuals.neo4j.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * A link or QR code whose token makes the users who redeem it friends of its creator.
 *
 * @param token 128 random bits, for the creator to share
 * @param revokedAt the time at which the creator revoked it; null if they did not
 * @param redemptions the number of users who have redeemed it
 */
record FriendLink(
        long number,
        String token,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        int redemptions) {

    static final IdType ID = new IdType("lnk");

    /** Returns a Cypher map of the link {@code variable}, to be read by {@link #from}. */
    static String projection(String variable) {
        return variable + " {.id, .token, .createdAt, .expiresAt, .revokedAt, redemptions: COUNT { (" + variable
                + ")<-[:REDEEMED]-() }}";
    }

    static FriendLink from(Value map) {
        return new FriendLink(
                map.get("id").asLong(),
                map.get("token").asString(),
                Times.instant(map.get("createdAt")),
                Times.instant(map.get("expiresAt")),
                Times.instantOrNull(map.get("revokedAt")),
                map.get("redemptions").asInt());
    }

    /** Returns the opaque id. */
    public String id() {
        return ID.encode(number);
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
