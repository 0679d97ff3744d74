package io.mutuals.user;

import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * What is known of the age of a user. The stricter of the two sources holds; a user of whom neither is known counts as
 * an adult.
 *
 * @param birthYear the year of birth that the user told, or that was imported; null if unknown. Who may not have had
 *     their birthday yet this year counts as the younger age, but see {@link AgeBand#of(int, int)}
 * @param assured the lowest age, in years, of those that the OpenID provider assured last; null if it assured none. It
 *     does not grow with time, only by a later assurance
 */
public record Age(@Nullable Integer birthYear, @Nullable Integer assured) {

    /** The age of a user of whom nothing is known. */
    public static final Age UNKNOWN = new Age(null, null);

    /** The number of bits of a {@linkplain #packed packed} age. */
    public static final int BITS = 12;

    private static final int YEAR_BITS = 9;
    private static final int FIRST_YEAR = 1800;
    private static final int LAST_YEAR = FIRST_YEAR + (1 << YEAR_BITS) - 2;

    /** Takes a year that does not fit for the nearest that does, and an assured age for the lowest one of its band. */
    public Age {
        birthYear = birthYear == null ? null : Integer.valueOf(Math.clamp(birthYear, FIRST_YEAR, LAST_YEAR));
        assured = assured == null ? null : Integer.valueOf(AgeBand.of(assured).lowest());
    }

    /** Returns this age as a number of {@value #BITS} bits, to be read with {@link #unpacked}. */
    public int packed() {
        int year = birthYear == null ? 0 : birthYear - FIRST_YEAR + 1;
        int band = assured == null ? 0 : AgeBand.of(assured).ordinal() + 1;
        return band << YEAR_BITS | year;
    }

    /** Returns the age of which {@code bits} is the {@linkplain #packed packed} form. */
    public static Age unpacked(int bits) {
        int year = bits & (1 << YEAR_BITS) - 1;
        int band = bits >> YEAR_BITS;
        return new Age(
                year == 0 ? null : year + FIRST_YEAR - 1, band == 0 ? null : AgeBand.values()[band - 1].lowest());
    }

    /** Returns a Cypher map of the properties of {@code user} that {@link #from} reads. */
    public static String projection(String user) {
        return user + " {.birthYear, .assuredAge}";
    }

    /** Reads a map with the properties of a {@linkplain #projection projection}, among others. */
    public static Age from(Value map) {
        return new Age(integer(map.get("birthYear")), integer(map.get("assuredAge")));
    }

    private static @Nullable Integer integer(Value value) {
        return value.isNull() ? null : value.asInt();
    }

    /** Returns the band at a moment. The Cypher form is {@link AgeBand#orYounger}. */
    public AgeBand band(Instant now) {
        AgeBand told = birthYear == null
                ? AgeBand.ADULT
                : told(now.atZone(ZoneOffset.UTC).getYear() - birthYear);
        AgeBand sure = assured == null ? AgeBand.ADULT : AgeBand.of(assured);
        return told.compareTo(sure) < 0 ? told : sure;
    }

    /** @param turning the age in years that the user has reached at the end of the year */
    private static AgeBand told(int turning) {
        return AgeBand.of(turning - 1, turning);
    }
}
