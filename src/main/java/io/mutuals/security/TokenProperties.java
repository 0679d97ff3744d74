package io.mutuals.security;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Checking tokens.
 *
 * @param keysPause how long after asking the OpenID provider for its keys it is not asked again, however many tokens name a key that is
 *     not among them; a new key is accepted within this time
 * @param keysTimeout how long the provider may take to answer
 */
@Validated
@ConfigurationProperties("mutuals.token")
public record TokenProperties(
        @DurationMin(millis = 1) @DefaultValue("10s") Duration keysPause,
        @DurationMin(millis = 1) @DefaultValue("5s") Duration keysTimeout) {}
