package io.mutuals.suggestion.feedback;

import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.strategy.PlacementOrigin;
import io.mutuals.suggestion.strategy.Treatment;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * That a candidate was put before a viewer.
 *
 * @param snapshot the number of the ranking that it was cut from: a later ranking has a larger one
 * @param place the index within it
 * @param sources by what the candidate was suggested, in the order of the enum
 * @param experiment the number of the experiment that decided the ranking; {@link Treatment#NO_EXPERIMENT} when none did
 * @param variant the index of the experiment's variant
 * @param mark how the candidate came to the place
 */
public record Impression(
        long viewer,
        long candidate,
        long snapshot,
        int place,
        List<SuggestionSource> sources,
        long experiment,
        int variant,
        PlacementOrigin mark) {

    public Impression {
        Set<SuggestionSource> ordered = EnumSet.noneOf(SuggestionSource.class);
        ordered.addAll(sources);
        sources = List.copyOf(ordered);
    }

    /** One that no experiment counts. */
    public Impression(long viewer, long candidate, long snapshot, int place, List<SuggestionSource> sources) {
        this(viewer, candidate, snapshot, place, sources, Treatment.NO_EXPERIMENT, 0, PlacementOrigin.NONE);
    }
}
