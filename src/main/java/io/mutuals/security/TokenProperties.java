package io.mutuals.security;

import jakarta.validation.constraints.NotBlank;
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
 * @param userIdSubjects whether a subject that has the form of a user id names that user, for platforms that issue such
 *     tokens. Must be false if people can choose their subjects at the provider
 * @param rolesClaim the claim that lists the roles; of a claim within claims the path, with dots
 * @param ageClaim the claim that assures the age, as a band or a date of birth; named like {@code rolesClaim}. Empty if
 *     the provider assures none
 */
@Validated
@ConfigurationProperties("mutuals.token")
public record TokenProperties(
        @DurationMin(millis = 1) @DefaultValue("10s") Duration keysPause,
        @DurationMin(millis = 1) @DefaultValue("5s") Duration keysTimeout,
        @DurationMin(millis = 0) @DefaultValue("1m") Duration verifiedFor,
        @DefaultValue("true") boolean userIdSubjects,
        @NotBlank @DefaultValue("roles") String rolesClaim,
        @DefaultValue("") String ageClaim) {}
