package io.mutuals.suggestion.strategy;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The trained model.
 *
 * @param file the file that {@code train} wrote; without one the ranker {@code learned} stands for {@code adamic-adar}
 * @param prepare how often the model takes in a new version of the friend graph
 */
@Validated
@ConfigurationProperties("mutuals.suggestion.model")
record ModelProperties(
        @Nullable Path file, @DefaultValue("5m") Duration prepare) {}
