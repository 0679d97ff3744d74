package io.mutuals.user;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of accounts.
 *
 * @param minimumAge the age in years from which a user may have an account
 * @param under13 what becomes of newcomers who are younger than 13, and than the minimum age
 * @param deletionGrace after how long a deleted account is erased
 */
@Validated
@ConfigurationProperties("mutuals.account")
record AccountProperties(
        @Min(0) @Max(100) @DefaultValue("13") int minimumAge,
        @Name("under-13") @DefaultValue("REFUSED") Under13 under13,
        @DefaultValue("30d") Duration deletionGrace) {}
