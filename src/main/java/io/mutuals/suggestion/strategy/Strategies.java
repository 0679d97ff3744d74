package io.mutuals.suggestion.strategy;

import io.mutuals.api.StartFailure;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Configured strategies, and the recipes made of them. */
@Component
public class Strategies {

    /** Excludes the characters that separate the parts of a recipe's name, which must fit into 255 bytes. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");

    private static final Pattern EXPLORING = Pattern.compile("(.+)\\?([0-9.E-]+):([0-9]+)");
    private static final Pattern DRAFTED = Pattern.compile("(.+)\\+(.+)");

    private final Map<String, Strategy> strategies = new TreeMap<>();
    private final Strategy standard;

    Strategies(StrategyProperties properties) {
        properties.strategies().forEach((name, strategy) -> {
            if (!NAME.matcher(name).matches()) {
                throw new StartFailure(
                        "Invalid strategy name: " + name + ".",
                        "Use 1 to 64 lower-case letters, digits and hyphens in the names under "
                                + "mutuals.suggestion.strategies.");
            }
            if (!FriendRankers.names().contains(strategy.ranker())) {
                throw new StartFailure(
                        "The strategy " + name + " uses the unknown ranker " + strategy.ranker() + ".",
                        "Set mutuals.suggestion.strategies." + name + ".ranker to one of "
                                + String.join(", ", FriendRankers.names()) + ".");
            }
            strategies.put(name, new Strategy(name, EnumSet.copyOf(strategy.sources()), strategy.ranker()));
        });
        standard = named(properties.strategy())
                .orElseThrow(() -> new StartFailure(
                        "The default strategy " + properties.strategy() + " does not exist.",
                        "Set mutuals.suggestion.strategy to one of " + String.join(", ", strategies.keySet())
                                + ", or add it to mutuals.suggestion.strategies."));
    }

    /** Parses the name of a recipe; empty if a strategy in it is not configured. */
    public Optional<Recipe> recipe(String name) {
        Matcher exploring = EXPLORING.matcher(name);
        Matcher drafted = DRAFTED.matcher(name);
        if (exploring.matches()) {
            Exploration exploration =
                    new Exploration(Double.parseDouble(exploring.group(2)), Integer.parseInt(exploring.group(3)));
            return named(exploring.group(1)).map(strategy -> new Recipe.Exploring(strategy, exploration));
        }
        return drafted.matches()
                ? named(drafted.group(1))
                        .flatMap(first -> named(drafted.group(2)).map(second -> new Recipe.Drafted(first, second)))
                : named(name).map(Recipe.Plain::new);
    }

    /**
     * Returns the name of the recipe that uses this strategy unchanged.
     *
     * @throws IllegalArgumentException if no such strategy is configured
     */
    public String plain(String strategy) {
        return new Recipe.Plain(known(strategy)).name();
    }

    /**
     * Returns the name of the recipe that explores the first place of a strategy.
     *
     * @throws IllegalArgumentException if no such strategy is configured
     */
    public String exploring(String strategy, Exploration exploration) {
        return new Recipe.Exploring(known(strategy), exploration).name();
    }

    /**
     * Returns the name of the recipe that interleaves two strategies in a team draft.
     *
     * @throws IllegalArgumentException if one of them is not configured
     */
    public String drafted(String first, String second) {
        return new Recipe.Drafted(known(first), known(second)).name();
    }

    /** Returns all strategies, in alphabetical order of their names. */
    public List<Strategy> all() {
        return List.copyOf(strategies.values());
    }

    private Strategy known(String name) {
        return named(name).orElseThrow(() -> new IllegalArgumentException("Unknown strategy: " + name));
    }

    /** Returns the default strategy. */
    public Strategy standard() {
        return standard;
    }

    /** Returns the strategy with this name; empty if none is configured. */
    public Optional<Strategy> named(String name) {
        return Optional.ofNullable(strategies.get(name));
    }

    /** Returns the names of all strategies in alphabetical order, separated by commas. */
    public String names() {
        return String.join(", ", strategies.keySet());
    }
}
