package io.mutuals.suggestion.strategy;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the trained model.
 *
 * @param file file written by the {@code train} command; without one, the ranker {@code learned} means {@code
 * adamic-adar}
 * @param prepare interval at which the model is prepared for the current friend graph
 */
@Validated
@ConfigurationProperties("mutuals.suggestion.model")
record ModelProperties(
        @Nullable Path file, @DefaultValue("5m") Duration prepare) {}
