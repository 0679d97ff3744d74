package io.mutuals.suggestion;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds people whom viewers may know.
 *
 * <p>Costs one statement, whatever the number of viewers, and a bounded number of rows for each. Deterministic. May bring people who may
 * not be suggested; whoever asks leaves them out.
 */
interface CandidateSource {

    SuggestionSource kind();

    /**
     * For each viewer at most {@code limit} candidates, the strongest evidence first and of equals the smaller id. Viewers for whom there
     * is nobody may be absent.
     */
    Map<Long, List<Candidate>> find(Set<Long> viewers, int limit);
}
