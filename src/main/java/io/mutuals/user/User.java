package io.mutuals.user;

import io.mutuals.neo4j.Times;
import io.mutuals.security.Viewer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * A person with an account, as any viewer who may see them sees them.
 *
 * @param number the id inside; outside it is {@link #id()}
 * @param region a {@link Region}, as this person chose it; null when they did not
 */
public record User(
        long number,
        String handle,
        String displayName,
        @Nullable String bio,
        @Nullable String region,
        Instant createdAt) {

    /** The fields of the user {@code variable} as a Cypher map, to be read by {@link #from}. */
    public static String projection(String variable) {
        return variable + " {.id, .handle, .displayName, .bio, .region, .createdAt}";
    }

    /** Reads a {@linkplain #projection projection}. */
    public static User from(Value map) {
        return new User(
                map.get("id").asLong(),
                map.get("handle").asString(),
                map.get("displayName").asString(),
                map.get("bio").asString(null),
                map.get("region").asString(null),
                Times.instant(map.get("createdAt")));
    }

    /** The opaque id. */
    public String id() {
        return Viewer.USER_ID.encode(number);
    }
}
