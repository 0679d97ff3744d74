package io.mutuals.suggestion.friendgraph;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Registry of the rankers that need no training, by name. */
public final class Rankers {

    private static final Map<String, Ranker> BY_NAME = Stream.concat(
                    Stream.of(new PopularityRanker()),
                    Stream.concat(
                            Arrays.stream(TwoHopScore.values()).map(TwoHopRanker::by),
                            Stream.of(PathRanker.localPath(), PathRanker.katz(), WalkRanker.near(), WalkRanker.far())))
            .collect(Collectors.toMap(
                    Ranker::name, Function.identity(), (one, other) -> one, LinkedHashMap<String, Ranker>::new));

    private Rankers() {}

    /** Returns all names, from the simplest ranker to the most expensive. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /**
     * Returns the ranker with this name.
     *
     * @throws IllegalArgumentException if there is none; the message lists all names
     */
    public static Ranker named(String name) {
        Ranker ranker = BY_NAME.get(name);
        if (ranker == null) {
            throw new IllegalArgumentException(
                    "Unknown ranker \"" + name + "\"; choose one of " + String.join(", ", names()) + ".");
        }
        return ranker;
    }
}
