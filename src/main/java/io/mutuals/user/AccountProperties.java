package io.mutuals.user;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of accounts.
 *
 * @param minimumAge the age in years from which a user may have an account
 */
@Validated
@ConfigurationProperties("mutuals.account")
record AccountProperties(
        @Min(0) @Max(100) @DefaultValue("13") int minimumAge) {}
