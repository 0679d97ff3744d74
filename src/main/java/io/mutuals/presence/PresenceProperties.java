package io.mutuals.presence;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How it is kept who is there.
 *
 * @param refresh how often a replica says again who has a live connection to it
 * @param ttl how long that holds; after it, those of a replica that was killed are gone
 * @param kept for how long it is known when somebody was last there
 * @param look how often a stream looks by itself while no hints arrive; three times as long while they do
 */
@Validated
@ConfigurationProperties("mutuals.presence")
public record PresenceProperties(
        @DurationMin(millis = 10) @DefaultValue("10s") Duration refresh,
        @DurationMin(millis = 10) @DefaultValue("30s") Duration ttl,
        @DurationMin(millis = 10) @DefaultValue("7d") Duration kept,
        @DurationMin(millis = 10) @DefaultValue("5s") Duration look) {}
