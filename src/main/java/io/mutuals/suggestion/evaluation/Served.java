package io.mutuals.suggestion.evaluation;

import java.util.List;

/**
 * The composition of a configured strategy as it was evaluated.
 *
 * @param ranker the name of the ranker of friends of friends
 * @param sourcesLeftOut the other sources of the strategy, which cannot be evaluated on friendships alone
 */
public record Served(String ranker, List<String> sourcesLeftOut) {

    public Served {
        sourcesLeftOut = List.copyOf(sourcesLeftOut);
    }

    /** Returns the composition as a sentence for reports. */
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
