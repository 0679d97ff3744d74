package io.mutuals.neo4j;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * Converts instants to the form in which Neo4j stores them: date-times with the offset Z, so that equal instants are
 * equal values.
 */
public final class Times {

    private Times() {}

    /** Returns the parameter for {@code instant}; null for null. */
    public static @Nullable ZonedDateTime parameter(@Nullable Instant instant) {
        return instant == null ? null : instant.atZone(ZoneOffset.UTC);
    }

    /** Returns the instant of a value that is not null. */
    public static Instant instant(Value value) {
        return value.asZonedDateTime().toInstant();
    }

    /**
     * Returns the instant of the components {@code epochSeconds} and {@code nanosecond}, which cost less than a value.
     */
    public static Instant instant(Value epochSeconds, Value nanosecond) {
        return Instant.ofEpochSecond(epochSeconds.asLong(), nanosecond.asLong());
    }

    /** Returns the instant of a value; null for null. */
    public static @Nullable Instant instantOrNull(Value value) {
        return value.isNull() ? null : instant(value);
    }
}
