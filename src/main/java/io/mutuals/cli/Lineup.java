package io.mutuals.cli;

import io.mutuals.suggestion.evaluation.Entrant;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.strategy.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rankers and configured strategies of one evaluation.
 *
 * <p>A ranker's name always means that ranker, whatever is configured, so the same call means the same everywhere. A
 * strategy of the same name is addressed as {@code strategy:NAME}; any other strategy may be.
 */
final class Lineup {

    private static final String STRATEGY = "strategy:";

    private final List<String> rankers;
    private final Supplier<ConfiguredStrategies> configuration;
    private final Function<String, ? extends RuntimeException> wrong;
    private final Map<String, Contestant> contestants = new LinkedHashMap<>();
    private @Nullable ConfiguredStrategies configured;

    /** @param strategy null for a bare ranker */
    private record Contestant(String ranker, @Nullable Strategy strategy) {}

    /**
     * @param rankers the names of all rankers
     * @param configuration the configured strategies; read at most once, when a name is not a ranker's
     * @param wrong the exception for a message about an unknown or unusable name
     */
    Lineup(
            List<String> rankers,
            Supplier<ConfiguredStrategies> configuration,
            Function<String, ? extends RuntimeException> wrong) {
        this.rankers = rankers;
        this.configuration = configuration;
        this.wrong = wrong;
    }

    /** Adds a ranker or strategy; a repeated one is ignored. */
    void add(String reference) {
        String name = nameOf(reference);
        if (!contestants.containsKey(name)) {
            contestants.put(name, rankers.contains(name) ? new Contestant(name, null) : configured(name));
        }
    }

    /** Returns the names under which results are reported, in order of addition. */
    List<String> names() {
        return List.copyOf(contestants.keySet());
    }

    /** Resolves a reference to its reported name: the prefix is kept only where it tells a strategy from a ranker. */
    String nameOf(String reference) {
        String plain = plain(reference);
        return rankers.contains(plain) ? reference : plain;
    }

    /**
     * Returns the entrants in order of addition.
     *
     * @param ranker prepares the ranker of a name; called once for each name
     */
    List<Entrant> entrants(Function<String, Entrant> ranker) {
        Map<String, Entrant> prepared = new LinkedHashMap<>();
        List<Entrant> entrants = new ArrayList<>();
        contestants.forEach((name, contestant) -> {
            Entrant bare = prepared.computeIfAbsent(contestant.ranker, ranker);
            Strategy strategy = contestant.strategy;
            entrants.add(strategy == null ? bare : served(name, strategy, bare));
        });
        return entrants;
    }

    private Entrant served(String name, Strategy strategy, Entrant ranker) {
        List<String> others = strategy.sources().stream()
                .filter(source -> source != SuggestionSource.FRIENDS_OF_FRIENDS)
                .map(SuggestionSource::name)
                .toList();
        return ranker.served(
                name, others, configuration().hubLimit(), configuration().loneFriendLimit());
    }

    private Contestant configured(String name) {
        List<Strategy> strategies = configuration().strategies();
        Strategy strategy = strategies.stream()
                .filter(known -> known.name().equals(plain(name)))
                .findAny()
                .orElseThrow(() -> wrong.apply("There is no strategy \"" + plain(name)
                        + "\"; there are " + String.join(", ", rankers) + ", and in the configuration "
                        + strategies.stream().map(this::reference).collect(Collectors.joining(", ")) + "."));
        if (!strategy.sources().contains(SuggestionSource.FRIENDS_OF_FRIENDS)) {
            throw wrong.apply("The strategy \"" + strategy.name()
                    + "\" does not suggest friends of friends, and nothing else can be found by friendships alone;"
                    + " name one that has the source FRIENDS_OF_FRIENDS.");
        }
        return new Contestant(strategy.ranker(), strategy);
    }

    private String reference(Strategy strategy) {
        return rankers.contains(strategy.name()) ? STRATEGY + strategy.name() : strategy.name();
    }

    private ConfiguredStrategies configuration() {
        ConfiguredStrategies known = configured;
        if (known == null) {
            known = configuration.get();
            configured = known;
        }
        return known;
    }

    private static String plain(String reference) {
        return reference.startsWith(STRATEGY) ? reference.substring(STRATEGY.length()) : reference;
    }
}
