package io.mutuals.user;

import io.mutuals.neo4j.Times;
import io.mutuals.picture.Picture;
import io.mutuals.security.Viewer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * A user, as every viewer who may see them sees them.
 *
 * @param number the internal id; clients see {@link #id()}
 * @param avatar the user's picture; null if there is none
 * @param region the {@link Region} that the user chose; null if they chose none
 */
public record User(
        long number,
        String handle,
        String displayName,
        @Nullable String bio,
        @Nullable Picture avatar,
        @Nullable String region,
        Instant createdAt) {

    /** Returns a Cypher map of the user {@code variable}, to be read by {@link #from}. */
    public static String projection(String variable) {
        return variable + " {.id, .handle, .displayName, .bio, .avatar, .region, .createdAt}";
    }

    /** Reads a {@linkplain #projection projection}. */
    public static User from(Value map) {
        return new User(
                map.get("id").asLong(),
                map.get("handle").asString(),
                map.get("displayName").asString(),
                map.get("bio").asString(null),
                Picture.from(map.get("avatar")),
                map.get("region").asString(null),
                Times.instant(map.get("createdAt")));
    }

    /** Returns the opaque id. */
    public String id() {
        return Viewer.USER_ID.encode(number);
    }
}
