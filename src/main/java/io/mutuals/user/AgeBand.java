package io.mutuals.user;

import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * How old a person is, as far as the rules care.
 *
 * <p>Only the year of birth is known. Whoever may still be younger, because their birthday may be yet to come this year, is taken to be
 * younger. Without a year of birth a person is taken to be an adult.
 */
public enum AgeBand {
    UNDER_16(16),
    FROM_16_TO_17(18),
    ADULT(Integer.MAX_VALUE);

    private final int below;

    AgeBand(int below) {
        this.below = below;
    }

    /** The band at a moment of somebody born in a year. */
    public static AgeBand at(Instant now, @Nullable Integer birthYear) {
        if (birthYear == null) {
            return ADULT;
        }
        int surely = now.atZone(ZoneOffset.UTC).getYear() - birthYear - 1;
        return surely < UNDER_16.below ? UNDER_16 : surely < FROM_16_TO_17.below ? FROM_16_TO_17 : ADULT;
    }

    /** Whether one of the two is an adult and the other is not; in Cypher {@link #adultAndMinor}. */
    public boolean isAcrossAdulthoodFrom(AgeBand other) {
        return (this == ADULT) != (other == ADULT);
    }

    /** Whether one of the two is under 16 and the other an adult; in Cypher {@link #farApart}. */
    public boolean isFarFrom(AgeBand other) {
        return isAcrossAdulthoodFrom(other) && (this == UNDER_16 || other == UNDER_16);
    }

    /** A Cypher predicate: {@code user} is of this band, which is not {@link #ADULT}, or of a younger one. */
    String orYounger(String user) {
        return "coalesce($now.year - " + user + ".birthYear - 1 < " + below + ", false)";
    }

    /** A Cypher predicate: of the two, exactly one is an adult. */
    public static String adultAndMinor(String one, String other) {
        return "(%s <> %s)".formatted(FROM_16_TO_17.orYounger(one), FROM_16_TO_17.orYounger(other));
    }

    /** A Cypher predicate: the two are of the same band. */
    public static String same(String one, String other) {
        return "(NOT %s AND %s = %s)"
                .formatted(adultAndMinor(one, other), UNDER_16.orYounger(one), UNDER_16.orYounger(other));
    }

    /** A Cypher predicate: of the two, one is under 16 and the other an adult. */
    public static String farApart(String one, String other) {
        return "((%1$s AND NOT %4$s) OR (%2$s AND NOT %3$s))"
                .formatted(
                        UNDER_16.orYounger(one),
                        UNDER_16.orYounger(other),
                        FROM_16_TO_17.orYounger(one),
                        FROM_16_TO_17.orYounger(other));
    }
}
