package io.mutuals.suggestion.strategy;

import io.mutuals.api.StartFailure;
import io.mutuals.suggestion.evidence.SuggestionProperties;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The strategies that the configuration names, and the recipes that can be made of them. */
@Component
public class Strategies {

    /** What a recipe's name joins strategies and numbers by. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");

    private static final Pattern EXPLORING = Pattern.compile("(.+)\\?([0-9.E-]+):([0-9]+)");
    private static final Pattern DRAFTED = Pattern.compile("(.+)\\+(.+)");

    private final Map<String, Strategy> strategies = new TreeMap<>();
    private final Strategy standard;

    Strategies(SuggestionProperties properties) {
        properties.strategies().forEach((name, strategy) -> {
            if (!NAME.matcher(name).matches()) {
                throw new StartFailure(
                        "A strategy cannot be called " + name + ".",
                        "Use small letters, digits and hyphens only in the names under mutuals.suggestion.strategies.");
            }
            if (!FriendRankers.names().contains(strategy.ranker())) {
                throw new StartFailure(
                        "The strategy " + name + " wants the ranker " + strategy.ranker() + ", which does not exist.",
                        "Set mutuals.suggestion.strategies." + name + ".ranker to one of "
                                + String.join(", ", FriendRankers.names()) + ".");
            }
            strategies.put(name, new Strategy(name, EnumSet.copyOf(strategy.sources()), strategy.ranker()));
        });
        standard = named(properties.strategy())
                .orElseThrow(() -> new StartFailure(
                        "There is no strategy " + properties.strategy() + " to suggest people by.",
                        "Set mutuals.suggestion.strategy to one of " + String.join(", ", strategies.keySet())
                                + ", or add it to mutuals.suggestion.strategies."));
    }

    /** The recipe of a name; empty when it names a strategy that is not configured. */
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

    /** The name of the recipe that is the strategy of this name. */
    public String plain(String strategy) {
        return new Recipe.Plain(known(strategy)).name();
    }

    /** The name of the recipe that gives the first place of a strategy away by lot now and then. */
    public String exploring(String strategy, Exploration exploration) {
        return new Recipe.Exploring(known(strategy), exploration).name();
    }

    /** The name of the recipe by which two strategies choose in turns. */
    public String drafted(String first, String second) {
        return new Recipe.Drafted(known(first), known(second)).name();
    }

    /** All strategies, in alphabetical order of their names. */
    public List<Strategy> all() {
        return List.copyOf(strategies.values());
    }

    private Strategy known(String name) {
        return named(name).orElseThrow(() -> new IllegalArgumentException("There is no strategy " + name));
    }

    /** The one that everybody gets. */
    public Strategy standard() {
        return standard;
    }

    /** The strategy of a name; empty when none is configured. */
    public Optional<Strategy> named(String name) {
        return Optional.ofNullable(strategies.get(name));
    }

    /** All names, in alphabetical order. */
    public String names() {
        return String.join(", ", strategies.keySet());
    }
}
