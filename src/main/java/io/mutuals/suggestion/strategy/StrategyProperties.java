package io.mutuals.suggestion.strategy;

import io.mutuals.suggestion.evidence.SuggestionSource;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of strategies.
 *
 * @param strategy the strategy that every viewer gets
 * @param strategies the strategies by name
 */
@Validated
@ConfigurationProperties("mutuals.suggestion")
public record StrategyProperties(
        @NotBlank @DefaultValue("people-you-may-know") String strategy,
        @NotEmpty Map<String, @Valid Definition> strategies) {

    /**
     * A strategy.
     *
     * @param sources the sources of candidates
     * @param ranker the ranker that orders friends of friends
     */
    public record Definition(
            @NotEmpty List<SuggestionSource> sources,
            @NotBlank String ranker) {}
}
