package io.mutuals.user;

/** The age of a user, as coarse as the rules need it. */
public enum AgeBand {
    UNDER_13(13),
    UNDER_16(16),
    FROM_16_TO_17(18),
    ADULT(Integer.MAX_VALUE);

    private final int below;

    AgeBand(int below) {
        this.below = below;
    }

    /** Returns the band of an age in years. */
    static AgeBand of(int years) {
        for (AgeBand band : values()) {
            if (years < band.below) {
                return band;
            }
        }
        return ADULT;
    }

    /**
     * Returns the youngest band of a range of ages in years. Who may be 13 counts as such, since they may have joined;
     * the rules do not tell the two bands apart.
     */
    static AgeBand of(int atLeast, int atMost) {
        return of(atMost < UNDER_13.below ? atLeast : Math.max(atLeast, UNDER_13.below));
    }

    /** Returns the lowest age in this band, in years. */
    int lowest() {
        return this == UNDER_13 ? 0 : values()[ordinal() - 1].below;
    }

    /** Returns whether exactly one of the two is an adult. The Cypher form is {@link #adultAndMinor}. */
    public boolean isAcrossAdulthoodFrom(AgeBand other) {
        return (this == ADULT) != (other == ADULT);
    }

    /** Returns whether one of the two is under 16 and the other an adult. The Cypher form is {@link #farApart}. */
    public boolean isFarFrom(AgeBand other) {
        return isAcrossAdulthoodFrom(other) && (isUnder16() || other.isUnder16());
    }

    private boolean isUnder16() {
        return this == UNDER_13 || this == UNDER_16;
    }

    /**
     * Returns a Cypher predicate: {@code user} belongs to this band or a younger one. Not defined for {@link #ADULT}.
     * The Java form is {@link Age#band}.
     */
    String orYounger(String user) {
        int uncertainty = this == UNDER_13 ? 0 : 1;
        return "coalesce($now.year - %1$s.birthYear - %2$d < %3$d OR %1$s.assuredAge < %3$d, false)"
                .formatted(user, uncertainty, below);
    }

    /** Returns a Cypher expression for the name of the band of a user. */
    public static String nameOf(String user) {
        return "CASE WHEN %s THEN '%s' WHEN %s THEN '%s' WHEN %s THEN '%s' ELSE '%s' END"
                .formatted(
                        UNDER_13.orYounger(user),
                        UNDER_13,
                        UNDER_16.orYounger(user),
                        UNDER_16,
                        FROM_16_TO_17.orYounger(user),
                        FROM_16_TO_17,
                        ADULT);
    }

    /** Returns a Cypher predicate: exactly one of the two users is an adult. */
    public static String adultAndMinor(String one, String other) {
        return "(%s <> %s)".formatted(FROM_16_TO_17.orYounger(one), FROM_16_TO_17.orYounger(other));
    }

    /** Returns a Cypher predicate: the two users belong to the same band. */
    public static String same(String one, String other) {
        return "(NOT %s AND %s = %s AND %s = %s)"
                .formatted(
                        adultAndMinor(one, other),
                        UNDER_16.orYounger(one),
                        UNDER_16.orYounger(other),
                        UNDER_13.orYounger(one),
                        UNDER_13.orYounger(other));
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
