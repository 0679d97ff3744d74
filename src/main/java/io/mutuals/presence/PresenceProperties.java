package io.mutuals.presence;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of presence.
 *
 * @param refresh how often a replica reports who has a live connection to it; less than {@code ttl}
 * @param ttl how long a report is valid; after it, users of a replica that was killed are offline
 * @param kept how long the time when a user was last online is kept
 * @param look how often a stream polls while no hints arrive; three times as long while they do
 */
@Validated
@ConfigurationProperties("mutuals.presence")
public record PresenceProperties(
        @DurationMin(millis = 1) @DefaultValue("10s") Duration refresh,
        @DurationMin(millis = 1) @DefaultValue("30s") Duration ttl,
        @DurationMin(millis = 1) @DefaultValue("7d") Duration kept,
        @DurationMin(millis = 1) @DefaultValue("5s") Duration look) {

    /** Otherwise users who stay online would flicker. */
    @AssertTrue(message = "refresh must be less than ttl")
    public boolean isRefreshedInTime() {
        return refresh.compareTo(ttl) < 0;
    }
}
