package io.mutuals.suggestion.source;

import io.mutuals.suggestion.evidence.SuggestionSource;
import java.util.List;
import java.util.Set;

/** Searches one source on behalf of one viewer. */
final class Candidates {

    private Candidates() {}

    static List<Candidate> of(CandidateSearch search, long viewer, SuggestionSource kind, int limit) {
        CandidateSearch.SearchResult found =
                search.find(Set.of(kind), Set.of(viewer), limit).get(viewer);
        return found == null ? List.of() : found.candidates().getOrDefault(kind, List.of());
    }
}
