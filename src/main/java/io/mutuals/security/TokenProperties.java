package io.mutuals.security;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of checking tokens.
 *
 * @param keysPause the time after fetching the OpenID provider's keys in which they are not fetched again, however many
 *     tokens name an unknown key; a new key is accepted within this time
 * @param keysTimeout the time that the provider may take to respond
 * @param verifiedFor the time for which the signature of a token is not verified again; tokens of a key that the
 *     provider withdraws are accepted this much longer. Zero verifies it with each request
 */
@Validated
@ConfigurationProperties("mutuals.token")
public record TokenProperties(
        @DurationMin(millis = 1) @DefaultValue("10s") Duration keysPause,
        @DurationMin(millis = 1) @DefaultValue("5s") Duration keysTimeout,
        @DurationMin(millis = 0) @DefaultValue("1m") Duration verifiedFor) {}
