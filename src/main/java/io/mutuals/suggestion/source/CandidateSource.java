package io.mutuals.suggestion.source;

import io.mutuals.suggestion.evidence.Evidence;
import io.mutuals.suggestion.evidence.Exclusions;
import io.mutuals.suggestion.evidence.SourceProperties;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.user.Visibility;
import java.util.Map;

/**
 * Finds candidates by one kind of evidence: contributes a part to the statement by which {@link CandidateSearch}
 * searches all sources.
 *
 * <p>A source leaves out the viewer, their friends, users hidden from them, and users whose settings forbid this kind
 * of evidence, so that these do not use up its limit. It decides nothing: a page checks every candidate again when it
 * is read, with {@link Evidence}. Implementations are thread-safe.
 */
interface CandidateSource {

    /** Returns the kind of evidence. */
    SuggestionSource kind();

    /**
     * Returns Cypher clauses that end with rows of {@code candidate}, each once, and {@code evidence}, in whole
     * billionths and above 0. In scope are {@code key}, {@code viewer}, {@code hidden} (see
     * {@link Visibility#FOR_EACH_KEY}) and {@code excluded} (see {@link Exclusions#OF_VIEWER}); the
     * {@link SourceProperties} and {@code rareLikes} are parameters by their names. The work for one viewer is bounded,
     * and the same graph gives the same rows.
     */
    String clauses();

    /** Returns properties of {@code key} for one viewer, for use in the clauses. */
    default Map<String, Object> parameters(long viewer) {
        return Map.of();
    }
}
