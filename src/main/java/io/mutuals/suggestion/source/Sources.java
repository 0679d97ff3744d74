package io.mutuals.suggestion.source;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.background.SideThreads;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.source.CandidateSearch.SearchResult;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * Searches the sources other than friends of friends, in memory where possible, else in Neo4j, with the same result.
 * Thread-safe.
 */
@Component
public class Sources {

    private static final Set<SuggestionSource> FRIENDS_ALONE = Set.of(SuggestionSource.FRIENDS_OF_FRIENDS);

    private final SourcesInMemory memory;
    private final CandidateSearch search;
    private final SideThreads threads;
    private final Counter inMemory;
    private final Counter inNeo4j;

    Sources(SourcesInMemory memory, CandidateSearch search, SideThreads threads, MeterRegistry metrics) {
        this.memory = memory;
        this.search = search;
        this.threads = threads;
        this.inMemory = counter(metrics, "memory");
        this.inNeo4j = counter(metrics, "neo4j");
    }

    /**
     * Starts to read what is known of viewers and to search their sources, without blocking. One statement, or two if
     * only some viewers can be searched in memory.
     *
     * @param limit the most candidates of each source for each viewer, at least 1
     */
    public SourceQuery search(Set<SuggestionSource> sources, Set<Long> viewers, int limit, Instant now) {
        Map<Long, SourcesInMemory.ViewerSources> local = new HashMap<>();
        Set<Long> remote = new HashSet<>();
        for (Long viewer : viewers) {
            if (memory.forViewer(viewer, sources, now) instanceof SourcesInMemory.ViewerSources known) {
                local.put(viewer, known);
            } else {
                remote.add(viewer);
            }
        }
        if (!sources.equals(FRIENDS_ALONE)) {
            inMemory.increment(local.size());
            inNeo4j.increment(remote.size());
        }
        CompletableFuture<Map<Long, SearchResult>> found = CompletableFuture.supplyAsync(
                () -> {
                    Map<Long, SearchResult> all = new HashMap<>(search.find(Set.of(), local.keySet(), limit));
                    all.putAll(search.find(sources, remote, limit));
                    return all;
                },
                threads);
        return new SourceQuery(local, found, limit);
    }

    private static Counter counter(MeterRegistry metrics, String by) {
        return Counter.builder("mutuals.suggestion.searched")
                .description(
                        "Viewers for whom sources other than friends of friends were searched, in memory or in Neo4j")
                .tag("by", by)
                .register(metrics);
    }

    /** A search that is under way. */
    public static final class SourceQuery {

        private final Map<Long, SourcesInMemory.ViewerSources> local;
        private final CompletableFuture<Map<Long, SearchResult>> found;
        private final int limit;

        private SourceQuery(
                Map<Long, SourcesInMemory.ViewerSources> local,
                CompletableFuture<Map<Long, SearchResult>> found,
                int limit) {
            this.local = local;
            this.found = found;
            this.limit = limit;
        }

        /** Returns whether Neo4j has answered. */
        public boolean isAnswered() {
            return found.isDone();
        }

        /**
         * Returns the candidates of the viewers that are searched in memory, as they would be if no user were set aside
         * or hidden; does not wait for Neo4j.
         */
        public Map<Long, Map<SuggestionSource, List<Candidate>>> forecast() {
            Map<Long, Map<SuggestionSource, List<Candidate>>> forecast = new HashMap<>();
            local.forEach((viewer, known) -> forecast.put(viewer, known.candidates(Set.of(), Set.of(), limit)));
            return forecast;
        }

        /**
         * Returns what is known of the viewers, and their candidates; waits for Neo4j. Viewers that do not exist are
         * absent.
         */
        public Map<Long, SearchResult> join() {
            Map<Long, SearchResult> all = new HashMap<>(found.join());
            local.forEach((viewer, known) -> all.computeIfPresent(
                    viewer, (id, result) -> result.with(known.candidates(result.aside(), result.hidden(), limit))));
            return all;
        }
    }
}
