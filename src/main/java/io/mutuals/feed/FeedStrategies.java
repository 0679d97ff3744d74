package io.mutuals.feed;

import io.mutuals.api.StartFailure;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The configured strategies of ranked feeds, by name. */
@Component
public class FeedStrategies {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");

    private final Map<String, FeedRanker> strategies = new TreeMap<>();
    private final String standard;

    FeedStrategies(FeedProperties properties) {
        properties.strategies().forEach((name, ranker) -> {
            if (!NAME.matcher(name).matches()) {
                throw new StartFailure(
                        "Invalid strategy name: " + name + ".",
                        "Use 1 to 64 lower-case letters, digits and hyphens in the names under "
                                + "mutuals.feed.strategies.");
            }
            strategies.put(
                    name,
                    FeedRanker.named(ranker)
                            .orElseThrow(() -> new StartFailure(
                                    "The strategy " + name + " uses the unknown ranker " + ranker + ".",
                                    "Set mutuals.feed.strategies." + name + " to one of "
                                            + Arrays.stream(FeedRanker.values())
                                                    .map(FeedRanker::text)
                                                    .collect(Collectors.joining(", "))
                                            + ".")));
        });
        standard = properties.strategy();
        if (!exists(standard)) {
            throw new StartFailure(
                    "The default strategy " + standard + " does not exist.",
                    "Set mutuals.feed.strategy to one of " + names() + ", or add it to mutuals.feed.strategies.");
        }
    }

    /** Returns the name of the default strategy. */
    public String standard() {
        return standard;
    }

    /** Returns whether a strategy with this name is configured. */
    public boolean exists(String name) {
        return strategies.containsKey(name);
    }

    /** Returns the names of all strategies in alphabetical order, separated by commas. */
    public String names() {
        return String.join(", ", strategies.keySet());
    }

    /** Returns the names of all strategies, each with that of its ranker, in alphabetical order. */
    public Map<String, String> rankers() {
        Map<String, String> names = new TreeMap<>();
        strategies.forEach((name, ranker) -> names.put(name, ranker.text()));
        return names;
    }

    /** Returns the ranker of a strategy; empty if it is not configured. */
    Optional<FeedRanker> ranker(String name) {
        return Optional.ofNullable(strategies.get(name));
    }
}
