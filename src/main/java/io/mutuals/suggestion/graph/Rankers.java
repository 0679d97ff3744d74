package io.mutuals.suggestion.graph;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rankers that need no training, by name. */
public final class Rankers {

    private static final Map<String, Ranker> BY_NAME = Stream.concat(
                    Stream.of(new PopularityRanker()),
                    Stream.concat(
                            Arrays.stream(TwoHopScore.values()).map(TwoHopRanker::by),
                            Stream.of(PathRanker.localPath(), PathRanker.katz(), WalkRanker.near(), WalkRanker.far())))
            .collect(Collectors.toMap(
                    Ranker::name, Function.identity(), (one, other) -> one, LinkedHashMap<String, Ranker>::new));

    private Rankers() {}

    /** All names, from the plainest ranker to the costliest. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /**
     * The ranker with this name.
     *
     * @throws IllegalArgumentException when there is none, with a message that lists all names
     */
    public static Ranker named(String name) {
        Ranker ranker = BY_NAME.get(name);
        if (ranker == null) {
            throw new IllegalArgumentException(
                    "There is no ranker \"" + name + "\"; there are " + String.join(", ", names()) + ".");
        }
        return ranker;
    }
}
