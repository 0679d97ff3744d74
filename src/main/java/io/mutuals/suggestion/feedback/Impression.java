package io.mutuals.suggestion.feedback;

import io.mutuals.api.UserId;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.strategy.PlacementOrigin;
import io.mutuals.suggestion.strategy.Treatment;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A suggestion that was shown to a viewer.
 *
 * @param snapshot the number of the ranking; a later ranking has a larger one
 * @param place the index in the ranking, from 0
 * @param sources the sources that suggested the candidate, in the order of the enum
 * @param experiment the number of the experiment that decided the ranking; {@link Treatment#NO_EXPERIMENT} if none did
 * @param variant the index of the experiment's variant, from 0
 * @param origin how the candidate came to the place
 */
public record Impression(
        UserId viewer,
        UserId candidate,
        long snapshot,
        int place,
        List<SuggestionSource> sources,
        long experiment,
        int variant,
        PlacementOrigin origin) {

    public Impression {
        Set<SuggestionSource> ordered = EnumSet.noneOf(SuggestionSource.class);
        ordered.addAll(sources);
        sources = List.copyOf(ordered);
    }

    /** An impression that no experiment counts. */
    public Impression(UserId viewer, UserId candidate, long snapshot, int place, List<SuggestionSource> sources) {
        this(viewer, candidate, snapshot, place, sources, Treatment.NO_EXPERIMENT, 0, PlacementOrigin.NONE);
    }
}
