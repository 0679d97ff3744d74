package io.mutuals.cli;

import io.mutuals.suggestion.evidence.SuggestionProperties;
import io.mutuals.suggestion.memory.FriendGraphProperties;
import io.mutuals.suggestion.strategy.Strategies;
import io.mutuals.suggestion.strategy.Strategy;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/**
 * The strategies of the configuration, and the rules of serving that friendships alone decide.
 *
 * @param hubLimit a common friend with more friends says nothing
 * @param loneFriendLimit how many friends a person may have and still be, as the only common friend, evidence
 */
record ConfiguredStrategies(List<Strategy> strategies, int hubLimit, int loneFriendLimit) {

    /** What is needed to understand the configuration, with all its checks; nothing of it asks for a database. */
    @EnableConfigurationProperties({SuggestionProperties.class, FriendGraphProperties.class})
    @Import(Strategies.class)
    private static final class Settings {}

    /**
     * Reads them as the server would.
     *
     * @param settings such as {@code --mutuals.suggestion.strategies.walks.ranker=ppr-.5}, before those of files and of the environment
     */
    static ConfiguredStrategies read(List<String> settings) {
        try (var context = Commands.open(Settings.class, settings)) {
            return new ConfiguredStrategies(
                    context.getBean(Strategies.class).all(),
                    context.getBean(FriendGraphProperties.class).hubLimit(),
                    context.getBean(SuggestionProperties.class).loneFriendLimit());
        }
    }
}
