package io.mutuals.suggestion;

import io.mutuals.api.StartFailure;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The strategies that the configuration names. */
@Component
class Strategies {

    private final Map<String, Strategy> strategies = new TreeMap<>();
    private final Strategy standard;

    Strategies(SuggestionProperties properties, FriendRankers rankers) {
        properties.strategies().forEach((name, strategy) -> {
            if (!rankers.names().contains(strategy.ranker())) {
                throw new StartFailure(
                        "The strategy " + name + " wants the ranker " + strategy.ranker() + ", which does not exist.",
                        "Set mutuals.suggestion.strategies." + name + ".ranker to one of "
                                + String.join(", ", rankers.names()) + ".");
            }
            strategies.put(name, new Strategy(name, EnumSet.copyOf(strategy.sources()), strategy.ranker()));
        });
        standard = named(properties.strategy())
                .orElseThrow(() -> new StartFailure(
                        "There is no strategy " + properties.strategy() + " to suggest people by.",
                        "Set mutuals.suggestion.strategy to one of " + String.join(", ", strategies.keySet())
                                + ", or add it to mutuals.suggestion.strategies."));
    }

    /** The one that everybody gets. */
    Strategy standard() {
        return standard;
    }

    Optional<Strategy> named(String name) {
        return Optional.ofNullable(strategies.get(name));
    }

    /** All names, in alphabetical order. */
    String names() {
        return String.join(", ", strategies.keySet());
    }
}
