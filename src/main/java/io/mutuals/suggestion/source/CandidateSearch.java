package io.mutuals.suggestion.source;

import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.suggestion.evidence.Exclusions;
import io.mutuals.suggestion.evidence.SourceProperties;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.feedback.DiscountFacts;
import io.mutuals.suggestion.feedback.FeedbackProperties;
import io.mutuals.suggestion.friendgraph.AdamicAdar;
import io.mutuals.user.Age;
import io.mutuals.user.Visibility;
import io.mutuals.video.VideoProperties;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/**
 * Reads, in one statement for any number of viewers and sources, the candidates and what a ranking needs to know about
 * each viewer.
 *
 * <p>Thread-safe.
 */
@Repository
public class CandidateSearch {

    private final Graph graph;
    private final Map<SuggestionSource, CandidateSource> sources = new EnumMap<>(SuggestionSource.class);
    private final Map<String, Object> settings;
    private final int freeImpressions;
    private final Map<Set<SuggestionSource>, Statement> statements = new ConcurrentHashMap<>();

    CandidateSearch(
            Graph graph,
            List<CandidateSource> sources,
            SourceProperties properties,
            VideoProperties videos,
            FeedbackProperties feedback) {
        this.graph = graph;
        sources.forEach(source -> this.sources.put(source.kind(), source));
        this.settings = Map.of(
                "latestGroups", properties.latestGroups(),
                "largestGroup", properties.largestGroup(),
                "latestLikes", properties.latestLikes(),
                "commonLikes", properties.commonLikes(),
                "newcomerFriends", properties.newcomerFriends(),
                "popularFriends", properties.popularFriends(),
                "rareLikes", videos.rareLikes());
        this.freeImpressions = feedback.freeImpressions();
    }

    /**
     * Searches sources on behalf of viewers; one statement, and none without viewers.
     *
     * @param kinds the sources; those without a {@link CandidateSource} are skipped
     * @param limit the most candidates of each source for each viewer, at least 1
     * @return by viewer; viewers that do not exist are absent
     */
    public Map<Long, SearchResult> find(Set<SuggestionSource> kinds, Collection<Long> viewers, int limit) {
        Set<SuggestionSource> searched = EnumSet.noneOf(SuggestionSource.class);
        searched.addAll(kinds);
        searched.retainAll(sources.keySet());
        if (viewers.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> parameters = new HashMap<>(settings);
        parameters.put("limit", limit);
        return graph.readByKey(
                statements.computeIfAbsent(searched, this::statement),
                viewers,
                viewer -> {
                    Map<String, Object> key = new HashMap<>();
                    searched.forEach(kind -> key.putAll(source(kind).parameters(viewer)));
                    key.put("viewer", viewer);
                    return key;
                },
                parameters,
                (viewer, row) -> result(row, searched));
    }

    /**
     * Touches the viewer's requests, dismissals, blocks and impressions; with sources, also their friendships and what
     * each source touches.
     */
    private Statement statement(Set<SuggestionSource> searched) {
        return new Statement(
                "suggestions.search",
                Cypher.of("""
                {forEachKey}, {setAside} AS aside{excluded}
                {subqueries}
                RETURN key.index AS index, {age} AS age,
                  [person IN aside + hidden | person.id] AS aside,
                  [person IN hidden | person.id] AS hidden, {seen} AS seen{candidates}
                """)
                        .with("forEachKey", Visibility.FOR_EACH_KEY)
                        .with("age", Age.projection("viewer"))
                        .with("setAside", Exclusions.SET_ASIDE)
                        .with("excluded", searched.isEmpty() ? "" : ", " + Exclusions.OF_VIEWER + " AS excluded")
                        .with(
                                "subqueries",
                                searched.stream().map(this::subquery).collect(Collectors.joining("\n")))
                        .with("seen", DiscountFacts.seenByViewer(freeImpressions))
                        .with(
                                "candidates",
                                searched.stream()
                                        .map(kind -> ", " + kind.name())
                                        .collect(Collectors.joining())));
    }

    private String subquery(SuggestionSource kind) {
        return Cypher.of("""
                CALL (key, viewer, hidden, excluded) {
                  {source}
                  WITH candidate, evidence
                  ORDER BY evidence DESC, candidate.id
                  LIMIT $limit
                  RETURN collect([candidate.id, evidence]) AS {name}
                }""")
                .with("source", source(kind).clauses())
                .with("name", kind.name())
                .text();
    }

    private CandidateSource source(SuggestionSource kind) {
        return Objects.requireNonNull(sources.get(kind));
    }

    private static SearchResult result(Record row, Set<SuggestionSource> searched) {
        Map<SuggestionSource, List<Candidate>> candidates = new EnumMap<>(SuggestionSource.class);
        for (SuggestionSource kind : searched) {
            candidates.put(
                    kind,
                    row.get(kind.name())
                            .asList(pair -> new Candidate(
                                    pair.get(0).asLong(), pair.get(1).asLong() / AdamicAdar.UNITS_PER_POINT)));
        }
        return new SearchResult(
                Age.from(row.get("age")),
                new HashSet<>(row.get("aside").asList(Value::asLong)),
                Set.copyOf(row.get("hidden").asList(Value::asLong)),
                DiscountFacts.seen(row.get("seen")),
                candidates);
    }

    /**
     * A viewer's facts, and the candidates of the sources.
     *
     * @param age what is known of the age of the viewer
     * @param aside the users who may not be suggested to the viewer, other than friends
     * @param hidden those of them who are hidden from the viewer
     * @param seen the candidates that the viewer has seen more often than is free
     * @param candidates by source, the strongest evidence first, ties by smaller id; without repeats
     */
    public record SearchResult(
            Age age,
            Set<Long> aside,
            Set<Long> hidden,
            Map<Long, DiscountFacts.Seen> seen,
            Map<SuggestionSource, List<Candidate>> candidates) {

        /** Returns the same viewer with other candidates. */
        SearchResult with(Map<SuggestionSource, List<Candidate>> candidates) {
            return new SearchResult(age, aside, hidden, seen, candidates);
        }
    }
}
