package io.mutuals.api;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of serving requests.
 *
 * @param deadline the longest time that a request may take; after it the client is told to try again
 */
@Validated
@ConfigurationProperties("mutuals.api")
public record ApiProperties(@DefaultValue("15s") Duration deadline) {}
