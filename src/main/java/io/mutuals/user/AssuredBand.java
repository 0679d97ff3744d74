package io.mutuals.user;

import io.mutuals.neo4j.Times;
import io.mutuals.security.AssuredAge;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An age band that the OpenID provider assured.
 *
 * @param at when the token that assured it was issued
 */
record AssuredBand(AgeBand band, Instant at) {

    /** Returns the band of an assured age. */
    static AssuredBand of(AssuredAge age) {
        return new AssuredBand(AgeBand.of(age.atLeast(), age.atMost()), age.issuedAt());
    }

    /**
     * Returns whether this assurance changes nothing about one that is stored. Of two of the same time the stricter
     * holds.
     */
    boolean isKnownFrom(AssuredBand stored) {
        return band == stored.band
                || at.isBefore(stored.at)
                || (at.equals(stored.at) && band.compareTo(stored.band) > 0);
    }

    /** Returns the properties of the user that store this assurance. */
    Map<String, @Nullable Object> properties() {
        return Map.of("assuredAge", band.lowest(), "assuredAgeAt", Times.parameter(at));
    }
}
