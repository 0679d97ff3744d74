package io.mutuals.suggestion.source;

import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.suggestion.evidence.Exclusions;
import io.mutuals.suggestion.evidence.SourceProperties;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.feedback.FeedbackProperties;
import io.mutuals.suggestion.memory.DiscountFacts;
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
 * Reads all that a ranking needs to know of its viewer, and whom the sources find for them, with one statement for any number of viewers and
 * sources: half of what a statement costs is to be asked at all, and what is known of the viewer serves every source.
 */
@Repository
public class CandidateSearch {

    private static final double BILLION = 1e9;

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
     * Asks sources on behalf of viewers; one statement.
     *
     * @param kinds those that are no {@link CandidateSource} are passed over
     * @param limit the most candidates of each source for each viewer, at least 1
     * @return by viewer; whoever is gone is absent
     */
    public Map<Long, Found> find(Set<SuggestionSource> kinds, Collection<Long> viewers, int limit) {
        Set<SuggestionSource> asked = EnumSet.noneOf(SuggestionSource.class);
        asked.addAll(kinds);
        asked.retainAll(sources.keySet());
        if (viewers.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> parameters = new HashMap<>(settings);
        parameters.put("limit", limit);
        return graph.readByKey(
                statements.computeIfAbsent(asked, this::statement),
                viewers,
                viewer -> {
                    Map<String, Object> key = new HashMap<>();
                    asked.forEach(kind -> key.putAll(source(kind).parameters(viewer)));
                    key.put("viewer", viewer);
                    return key;
                },
                parameters,
                (viewer, row) -> found(row, asked));
    }

    /** Touches the viewer's requests, dismissals, blocks and what they were shown; with sources, their friendships, and what each of them touches. */
    private Statement statement(Set<SuggestionSource> asked) {
        return new Statement(
                "suggestions.search",
                Cypher.of("""
                {forEachKey}, {setAside} AS aside{excluded}
                {subqueries}
                RETURN key.index AS index, coalesce(viewer.birthYear, 0) AS birthYear, [person IN aside + hidden | person.id] AS aside,
                  [person IN hidden | person.id] AS hidden, {seen} AS seen{candidates}
                """)
                        .with("forEachKey", Visibility.FOR_EACH_KEY)
                        .with("setAside", Exclusions.SET_ASIDE)
                        .with("excluded", asked.isEmpty() ? "" : ", " + Exclusions.OF_VIEWER + " AS excluded")
                        .with("subqueries", asked.stream().map(this::subquery).collect(Collectors.joining("\n")))
                        .with("seen", DiscountFacts.seenByViewer(freeImpressions))
                        .with(
                                "candidates",
                                asked.stream().map(kind -> ", " + kind.name()).collect(Collectors.joining())));
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

    private static Found found(Record row, Set<SuggestionSource> asked) {
        Map<SuggestionSource, List<Candidate>> candidates = new EnumMap<>(SuggestionSource.class);
        for (SuggestionSource kind : asked) {
            candidates.put(
                    kind,
                    row.get(kind.name())
                            .asList(pair -> new Candidate(
                                    pair.get(0).asLong(), pair.get(1).asLong() / BILLION)));
        }
        return new Found(
                row.get("birthYear").asInt(),
                new HashSet<>(row.get("aside").asList(Value::asLong)),
                Set.copyOf(row.get("hidden").asList(Value::asLong)),
                DiscountFacts.seen(row.get("seen")),
                candidates);
    }

    /**
     * What is known of a viewer, and whom the sources found for them.
     *
     * @param birthYear 0 when it is not known
     * @param aside who may not be suggested to them, other than friends
     * @param hidden those of them whom they may not see
     * @param seen whom they have seen more often than is free
     * @param candidates by source the strongest evidence first, ties by smaller id; without repeats
     */
    public record Found(
            int birthYear,
            Set<Long> aside,
            Set<Long> hidden,
            Map<Long, DiscountFacts.Seen> seen,
            Map<SuggestionSource, List<Candidate>> candidates) {

        /** The same viewer, for whom others were found. */
        Found with(Map<SuggestionSource, List<Candidate>> others) {
            return new Found(birthYear, aside, hidden, seen, others);
        }
    }
}
