package io.mutuals.suggestion;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * That a candidate was put before a viewer.
 *
 * @param snapshot the number of the ranking that it was cut from: a later ranking has a larger one
 * @param place the index within it
 * @param sources by what the candidate was suggested, in the order of the enum
 */
record Impression(long viewer, long candidate, long snapshot, int place, List<SuggestionSource> sources) {

    Impression {
        Set<SuggestionSource> ordered = EnumSet.noneOf(SuggestionSource.class);
        ordered.addAll(sources);
        sources = List.copyOf(ordered);
    }
}
