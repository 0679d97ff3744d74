package io.mutuals.cli;

import io.mutuals.suggestion.evidence.EvidenceProperties;
import io.mutuals.suggestion.memory.FriendGraphProperties;
import io.mutuals.suggestion.strategy.Strategies;
import io.mutuals.suggestion.strategy.Strategy;
import io.mutuals.suggestion.strategy.StrategyProperties;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/**
 * The configured strategies, with the serving rules that can be applied to friendships alone.
 *
 * @param hubLimit the most friends that a common friend may have and still count as evidence
 * @param loneFriendLimit the most friends that an only common friend may have and still count as evidence
 */
record ConfiguredStrategies(List<Strategy> strategies, int hubLimit, int loneFriendLimit) {

    /** The beans that read and validate the configuration; none of them needs a database. */
    @EnableConfigurationProperties({StrategyProperties.class, EvidenceProperties.class, FriendGraphProperties.class})
    @Import(Strategies.class)
    private static final class Settings {}

    /**
     * Reads the configuration as the server would.
     *
     * @param settings command-line settings such as {@code --mutuals.suggestion.strategies.walks.ranker=ppr-.5};
     *     they override files and the environment
     */
    static ConfiguredStrategies read(List<String> settings) {
        try (var context = Commands.open(Settings.class, settings)) {
            return new ConfiguredStrategies(
                    context.getBean(Strategies.class).all(),
                    context.getBean(FriendGraphProperties.class).hubLimit(),
                    context.getBean(EvidenceProperties.class).loneFriendLimit());
        }
    }
}
