package io.mutuals.friend;

import io.mutuals.api.IdType;
import io.mutuals.neo4j.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * A way for those who hold its token to become somebody's friend without a search: as a link, or as a QR code.
 *
 * @param token 128 random bits, for the maker to hand out
 * @param revokedAt null while its maker has not taken it back
 * @param redemptions how many became friends by it
 */
record FriendLink(
        long number,
        String token,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        int redemptions) {

    static final IdType ID = new IdType("lnk");

    /** The fields of the link {@code variable} as a Cypher map, to be read by {@link #from}. */
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

    /** The opaque id. */
    public String id() {
        return ID.encode(number);
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
