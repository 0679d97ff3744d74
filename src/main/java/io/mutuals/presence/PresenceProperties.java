package io.mutuals.presence;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How it is kept who is there.
 *
 * @param refresh how often a replica says again who has a live connection to it; less than {@code ttl}
 * @param ttl how long that holds; after it, those of a replica that was killed are gone
 * @param kept for how long it is known when somebody was last there
 * @param look how often a stream looks by itself while no hints arrive; three times as long while they do
 */
@Validated
@ConfigurationProperties("mutuals.presence")
public record PresenceProperties(
        @DurationMin(millis = 1) @DefaultValue("10s") Duration refresh,
        @DurationMin(millis = 1) @DefaultValue("30s") Duration ttl,
        @DurationMin(millis = 1) @DefaultValue("7d") Duration kept,
        @DurationMin(millis = 1) @DefaultValue("5s") Duration look) {

    /** Those who stay would come and go otherwise. */
    @AssertTrue(message = "refresh must be less than ttl")
    public boolean isRefreshedInTime() {
        return refresh.compareTo(ttl) < 0;
    }
}
