package io.mutuals.suggestion;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds people whom viewers may know, by one kind of evidence.
 *
 * <p>A source leaves out the viewer, their friends, whoever they may not see, and whoever does not want to be found this way, so that its
 * limit is not eaten up. It decides nothing: whoever shows a candidate checks everything again when it is read, with {@link Evidence}.
 * Thread-safe.
 */
interface CandidateSource {

    /** What kind of evidence this is. */
    SuggestionSource kind();

    /**
     * The candidates of each viewer, the strongest evidence first, ties by smaller id. One statement, whatever the number of viewers, and
     * bounded work for each; the same graph gives the same lists.
     *
     * @param limit the most candidates for each viewer, at least 1
     * @return lists without repeats; viewers without candidates have an empty one or are absent
     */
    Map<Long, List<Candidate>> find(Set<Long> viewers, int limit);
}
