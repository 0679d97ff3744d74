package io.mutuals.contact;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of contact matching.
 *
 * @param salt the text that clients put before an address when they hash it; different for each deployment, never
 *     changed later; the server does not start without it
 * @param maxContacts the maximum number of hashes in a sync
 * @param maxSyncsPerDay the maximum number of syncs of a user in a day
 * @param syncDay the length of that day, from its first sync
 */
@Validated
@ConfigurationProperties("mutuals.contact")
public record ContactProperties(
        @DefaultValue("") String salt,
        @Min(1) @Max(20_000) @DefaultValue("1000") int maxContacts,
        @Min(1) @DefaultValue("10") int maxSyncsPerDay,
        @DefaultValue("24h") Duration syncDay) {}
