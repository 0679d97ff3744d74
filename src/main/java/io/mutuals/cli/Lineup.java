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
 * What is evaluated side by side: rankers by themselves, and strategies of the configuration.
 *
 * <p>A name that a ranker has means that ranker, whatever is configured, so the same call means the same everywhere. A strategy of the same
 * name is called {@code strategy:NAME}, as any strategy may be.
 */
final class Lineup {

    private static final String STRATEGY = "strategy:";

    private final List<String> rankers;
    private final Supplier<ConfiguredStrategies> configuration;
    private final Function<String, ? extends RuntimeException> wrong;
    private final Map<String, Contestant> contestants = new LinkedHashMap<>();
    private @Nullable ConfiguredStrategies configured;

    /** @param strategy null for the ranker by itself */
    private record Contestant(String ranker, @Nullable Strategy strategy) {}

    /**
     * @param rankers which there are
     * @param configuration is read once, and only when a name is no ranker's
     * @param wrong makes of a sentence what is thrown when there is nothing to evaluate of a name
     */
    Lineup(
            List<String> rankers,
            Supplier<ConfiguredStrategies> configuration,
            Function<String, ? extends RuntimeException> wrong) {
        this.rankers = rankers;
        this.configuration = configuration;
        this.wrong = wrong;
    }

    /** Adds what is called so, unless it is there. */
    void add(String called) {
        String name = nameOf(called);
        if (!contestants.containsKey(name)) {
            contestants.put(name, rankers.contains(name) ? new Contestant(name, null) : configured(name));
        }
    }

    /** The names by which results are told, in the order in which they were added. */
    List<String> names() {
        return List.copyOf(contestants.keySet());
    }

    /** The name of what is called so: the prefix is only kept where it tells a strategy from a ranker. */
    String nameOf(String called) {
        String plain = plain(called);
        return rankers.contains(plain) ? called : plain;
    }

    /**
     * All of them.
     *
     * @param ranker makes a ranker of its name ready; asked once for each
     */
    List<Entrant> entrants(Function<String, Entrant> ranker) {
        Map<String, Entrant> ready = new LinkedHashMap<>();
        List<Entrant> entrants = new ArrayList<>();
        contestants.forEach((name, contestant) -> {
            Entrant alone = ready.computeIfAbsent(contestant.ranker, ranker);
            Strategy strategy = contestant.strategy;
            entrants.add(strategy == null ? alone : served(name, strategy, alone));
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
                        + strategies.stream().map(this::callable).collect(Collectors.joining(", ")) + "."));
        if (!strategy.sources().contains(SuggestionSource.FRIENDS_OF_FRIENDS)) {
            throw wrong.apply("The strategy \"" + strategy.name()
                    + "\" does not suggest friends of friends, and nothing else can be found by friendships alone;"
                    + " name one that has the source FRIENDS_OF_FRIENDS.");
        }
        return new Contestant(strategy.ranker(), strategy);
    }

    private String callable(Strategy strategy) {
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

    private static String plain(String called) {
        return called.startsWith(STRATEGY) ? called.substring(STRATEGY.length()) : called;
    }
}
