package io.mutuals.guardian;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The limits of guardian links.
 *
 * @param maxGuardians the maximum number of guardians of a user
 * @param maxWards the maximum number of wards of a guardian
 * @param invitationLife the validity of an invitation
 * @param applicationLife how long a guardian may take to decide about the account of a newcomer
 */
@Validated
@ConfigurationProperties("mutuals.guardian")
record GuardianProperties(
        @Min(1) @DefaultValue("2") int maxGuardians,
        @Min(1) @DefaultValue("10") int maxWards,
        @DefaultValue("7d") Duration invitationLife,
        @DefaultValue("30d") Duration applicationLife) {}
