package io.mutuals.user;

import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The age of a user, as coarse as the rules need it.
 *
 * <p>Only the year of birth is known. A user who may not have had their birthday yet this year counts as the younger
 * age. A user without a year of birth counts as an adult.
 */
public enum AgeBand {
    UNDER_16(16),
    FROM_16_TO_17(18),
    ADULT(Integer.MAX_VALUE);

    private final int below;

    AgeBand(int below) {
        this.below = below;
    }

    /**
     * Returns the band of a user at a moment.
     *
     * @param birthYear the year of birth; null if unknown
     */
    public static AgeBand at(Instant now, @Nullable Integer birthYear) {
        if (birthYear == null) {
            return ADULT;
        }
        int certainAge = now.atZone(ZoneOffset.UTC).getYear() - birthYear - 1;
        return certainAge < UNDER_16.below ? UNDER_16 : certainAge < FROM_16_TO_17.below ? FROM_16_TO_17 : ADULT;
    }

    /** Returns whether exactly one of the two is an adult. The Cypher form is {@link #adultAndMinor}. */
    public boolean isAcrossAdulthoodFrom(AgeBand other) {
        return (this == ADULT) != (other == ADULT);
    }

    /** Returns whether one of the two is under 16 and the other an adult. The Cypher form is {@link #farApart}. */
    public boolean isFarFrom(AgeBand other) {
        return isAcrossAdulthoodFrom(other) && (this == UNDER_16 || other == UNDER_16);
    }

    /**
     * Returns a Cypher predicate: {@code user} belongs to this band or a younger one. Not defined for {@link #ADULT}.
     */
    String orYounger(String user) {
        return "coalesce($now.year - " + user + ".birthYear - 1 < " + below + ", false)";
    }

    /** Returns a Cypher predicate: exactly one of the two users is an adult. */
    public static String adultAndMinor(String one, String other) {
        return "(%s <> %s)".formatted(FROM_16_TO_17.orYounger(one), FROM_16_TO_17.orYounger(other));
    }

    /** Returns a Cypher predicate: the two users belong to the same band. */
    public static String same(String one, String other) {
        return "(NOT %s AND %s = %s)"
                .formatted(adultAndMinor(one, other), UNDER_16.orYounger(one), UNDER_16.orYounger(other));
    }

    /** Returns a Cypher predicate: one of the two users is under 16 and the other an adult. */
    public static String farApart(String one, String other) {
        return "((%1$s AND NOT %4$s) OR (%2$s AND NOT %3$s))"
                .formatted(
                        UNDER_16.orYounger(one),
                        UNDER_16.orYounger(other),
                        FROM_16_TO_17.orYounger(one),
                        FROM_16_TO_17.orYounger(other));
    }
}
