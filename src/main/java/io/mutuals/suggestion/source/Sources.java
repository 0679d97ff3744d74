package io.mutuals.suggestion.source;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.background.SideThreads;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.source.CandidateSearch.Found;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Asks the sources other than friends of friends: in memory where they are there, else in Neo4j, with the same answers. */
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
     * Begins to read what is known of viewers, and to ask sources for them; one statement, or two where of some viewers all is in memory that
     * sources need and of others it is not.
     *
     * @param limit the most candidates of each source for each viewer, at least 1
     */
    public Asked ask(Set<SuggestionSource> sources, Set<Long> viewers, int limit, Instant now) {
        Map<Long, SourcesInMemory.Known> here = new HashMap<>();
        Set<Long> elsewhere = new HashSet<>();
        for (Long viewer : viewers) {
            if (memory.known(viewer, sources, now) instanceof SourcesInMemory.Known known) {
                here.put(viewer, known);
            } else {
                elsewhere.add(viewer);
            }
        }
        if (!sources.equals(FRIENDS_ALONE)) {
            inMemory.increment(here.size());
            inNeo4j.increment(elsewhere.size());
        }
        CompletableFuture<Map<Long, Found>> found = CompletableFuture.supplyAsync(
                () -> {
                    Map<Long, Found> all = new HashMap<>(search.find(Set.of(), here.keySet(), limit));
                    all.putAll(search.find(sources, elsewhere, limit));
                    return all;
                },
                threads);
        return new Asked(here, found, limit);
    }

    private static Counter counter(MeterRegistry metrics, String by) {
        return Counter.builder("mutuals.suggestion.searched")
                .description("Viewers for whom sources other than friends of friends were asked, in memory or in Neo4j")
                .tag("by", by)
                .register(metrics);
    }

    /** Sources that have been asked. */
    public static final class Asked {

        private final Map<Long, SourcesInMemory.Known> here;
        private final CompletableFuture<Map<Long, Found>> found;
        private final int limit;

        private Asked(Map<Long, SourcesInMemory.Known> here, CompletableFuture<Map<Long, Found>> found, int limit) {
            this.here = here;
            this.found = found;
            this.limit = limit;
        }

        /** Whether Neo4j has answered. */
        public boolean isAnswered() {
            return found.isDone();
        }

        /** Whom the sources find if nobody is set aside or hidden, for those of the viewers of whom that can be told without Neo4j. */
        public Map<Long, Map<SuggestionSource, List<Candidate>>> foreseen() {
            Map<Long, Map<SuggestionSource, List<Candidate>>> foreseen = new HashMap<>();
            here.forEach((viewer, known) -> foreseen.put(viewer, known.candidates(Set.of(), Set.of(), limit)));
            return foreseen;
        }

        /** What is known of the viewers, and whom the sources found; waits for Neo4j. Whoever is gone is absent. */
        public Map<Long, Found> found() {
            Map<Long, Found> all = new HashMap<>(found.join());
            here.forEach((viewer, known) -> all.computeIfPresent(
                    viewer, (id, around) -> around.with(known.candidates(around.aside(), around.hidden(), limit))));
            return all;
        }
    }
}
