package io.mutuals.suggestion;

import io.mutuals.background.SideThreads;
import io.mutuals.suggestion.ranking.PeopleRepository;
import io.mutuals.suggestion.ranking.PeopleRepository.Candidacy;
import io.mutuals.suggestion.ranking.PeopleRepository.Person;
import io.mutuals.suggestion.ranking.RankingForecast;
import io.mutuals.suggestion.ranking.Snapshot.Place;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reads the people of first pages while their rankings are still being computed, so that the two reads overlap. */
final class PagePrefetch implements RankingForecast {

    private final PeopleRepository people;
    private final SideThreads threads;
    private final Map<Long, Integer> pageSizes;
    private CompletableFuture<Map<Candidacy, Optional<Person>>> prefetched =
            CompletableFuture.completedFuture(Map.of());

    /** @param pageSizes by viewer the number of suggestions on the first page */
    PagePrefetch(PeopleRepository people, SideThreads threads, Map<Long, Integer> pageSizes) {
        this.people = people;
        this.threads = threads;
        this.pageSizes = pageSizes;
    }

    @Override
    public void accept(Map<Long, List<Place>> likely) {
        if (!Collections.disjoint(likely.keySet(), pageSizes.keySet())) {
            prefetched = prefetched.thenCombine(
                    CompletableFuture.supplyAsync(() -> people.prefetch(likely, pageSizes), threads),
                    PagePrefetch::merged);
        }
    }

    /**
     * Returns the people read so far, once all reads have ended. A failed read counts as empty: the page reads those
     * people itself and reports the failure.
     */
    Map<Candidacy, Optional<Person>> people() {
        return prefetched.exceptionally(failed -> Map.of()).join();
    }

    private static Map<Candidacy, Optional<Person>> merged(
            Map<Candidacy, Optional<Person>> one, Map<Candidacy, Optional<Person>> other) {
        Map<Candidacy, Optional<Person>> all = new HashMap<>(one);
        all.putAll(other);
        return all;
    }
}
