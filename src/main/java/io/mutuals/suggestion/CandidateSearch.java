package io.mutuals.suggestion;

import io.mutuals.graph.Graph;
import io.mutuals.graph.Statement;
import io.mutuals.video.VideoProperties;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks the statements of candidate sources.
 *
 * <p>A statement unwinds {@code $keys AS key}, finds the viewer {@code key.viewer}, and returns {@code key.index AS index} and {@code found}, a
 * list of at most {@code $limit} pairs of an id and evidence in whole billionths. The {@link SourceProperties} and
 * {@link VideoProperties} are parameters by their names.
 */
@Component
class CandidateSearch {

    /** Cypher clauses that make {@code found} of rows with {@code candidate} and {@code evidence}, for one viewer. */
    static final String STRONGEST = """
            WITH candidate, evidence
            ORDER BY evidence DESC, candidate.id
            LIMIT $limit
            RETURN collect([candidate.id, evidence]) AS found""";

    private static final double BILLION = 1e9;

    private final Graph graph;
    private final Map<String, Object> settings;

    CandidateSearch(Graph graph, SourceProperties properties, VideoProperties videos) {
        this.graph = graph;
        this.settings = Map.of(
                "latestGroups", properties.latestGroups(),
                "largestGroup", properties.largestGroup(),
                "latestLikes", properties.latestLikes(),
                "commonLikes", properties.commonLikes(),
                "newcomerFriends", properties.newcomerFriends(),
                "popularFriends", properties.popularFriends(),
                "rareLikes", videos.rareLikes());
    }

    /** The candidates of each viewer, as {@link CandidateSource#find} promises them. */
    Map<Long, List<Candidate>> find(Statement statement, Set<Long> viewers, int limit) {
        return find(statement, viewers, limit, viewer -> Map.of("viewer", viewer));
    }

    /** @param row what the statement is to know of one viewer, {@code viewer} among it */
    Map<Long, List<Candidate>> find(
            Statement statement,
            Set<Long> viewers,
            int limit,
            Function<Long, Map<String, ? extends @Nullable Object>> row) {
        if (viewers.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> parameters = new HashMap<>(settings);
        parameters.put("limit", limit);
        return graph.readByKey(
                statement,
                viewers,
                row,
                parameters,
                (viewer, answer) -> answer.get("found")
                        .asList(pair ->
                                new Candidate(pair.get(0).asLong(), pair.get(1).asLong() / BILLION)));
    }
}
