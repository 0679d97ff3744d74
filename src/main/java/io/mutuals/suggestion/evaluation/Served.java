package io.mutuals.suggestion.evaluation;

import java.util.List;

/**
 * What a strategy of the configuration consists of, as far as it was evaluated.
 *
 * @param ranker the name of what ordered friends of friends
 * @param sourcesLeftOut its other sources, which friendships say nothing of
 */
public record Served(String ranker, List<String> sourcesLeftOut) {

    public Served {
        sourcesLeftOut = List.copyOf(sourcesLeftOut);
    }

    /** In words, for reports. */
    String sentence() {
        String ranked = "Ranks friends of friends by " + ranker + " as serving does";
        return switch (sourcesLeftOut.size()) {
            case 0 -> ranked + ".";
            case 1 -> ranked + "; its source " + sourcesLeftOut.getFirst() + " has no say on friendships alone.";
            default ->
                ranked + "; its sources " + String.join(", ", sourcesLeftOut.subList(0, sourcesLeftOut.size() - 1))
                        + " and " + sourcesLeftOut.getLast() + " have no say on friendships alone.";
        };
    }
}
