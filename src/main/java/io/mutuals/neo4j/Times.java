package io.mutuals.neo4j;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/** Instants as Neo4j keeps them: date-times with the offset Z, so that equal instants are equal values. */
public final class Times {

    private Times() {}

    /** The parameter for {@code instant}. */
    public static @Nullable ZonedDateTime parameter(@Nullable Instant instant) {
        return instant == null ? null : instant.atZone(ZoneOffset.UTC);
    }

    /** The instant in {@code value}, which must not be null. */
    public static Instant instant(Value value) {
        return value.asZonedDateTime().toInstant();
    }

    /** The instant in {@code value}, or null. */
    public static @Nullable Instant instantOrNull(Value value) {
        return value.isNull() ? null : instant(value);
    }
}
