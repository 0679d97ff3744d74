package io.mutuals.suggestion.source;

import io.mutuals.suggestion.evidence.Evidence;
import io.mutuals.suggestion.evidence.Exclusions;
import io.mutuals.suggestion.evidence.SourceProperties;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.user.Visibility;
import java.util.Map;

/**
 * Finds people whom viewers may know, by one kind of evidence: a part of the one statement by which {@link CandidateSearch} asks all sources.
 *
 * <p>A source leaves out the viewer, their friends, whoever they may not see, and whoever does not want to be found this way, so that its
 * limit is not eaten up. It decides nothing: whoever shows a candidate checks everything again when it is read, with {@link Evidence}.
 * Thread-safe.
 */
interface CandidateSource {

    /** What kind of evidence this is. */
    SuggestionSource kind();

    /**
     * Cypher clauses that end with rows of {@code candidate}, each once, and {@code evidence}, in whole billionths and above 0. {@code key},
     * {@code viewer}, {@code hidden} (see {@link Visibility#FOR_EACH_KEY}) and {@code excluded} (see {@link Exclusions#OF_VIEWER}) are in
     * scope; the {@link SourceProperties} and {@code rareLikes} are parameters by their names. The work for one viewer is
     * bounded, and the same graph gives the same rows.
     */
    String clauses();

    /** What the clauses are to know of one viewer, as properties of {@code key}. */
    default Map<String, Object> parameters(long viewer) {
        return Map.of();
    }
}
