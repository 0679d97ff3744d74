package io.mutuals.contact;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Address books.
 *
 * @param salt what clients put before an address when they hash it; of each deployment's own, and never changed after; the server does not start without it
 * @param maxContacts how many hashes one sync may bring
 * @param maxSyncsPerDay how often somebody may sync in a day
 * @param syncDay how long that day lasts, from its first sync
 */
@Validated
@ConfigurationProperties("mutuals.contact")
public record ContactProperties(
        @DefaultValue("") String salt,
        @Min(1) @Max(20_000) @DefaultValue("1000") int maxContacts,
        @Min(1) @DefaultValue("10") int maxSyncsPerDay,
        @DefaultValue("24h") Duration syncDay) {}
