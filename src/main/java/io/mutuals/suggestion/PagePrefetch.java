package io.mutuals.suggestion;

import io.mutuals.background.SideThreads;
import io.mutuals.suggestion.PeopleRepository.Candidacy;
import io.mutuals.suggestion.PeopleRepository.Person;
import io.mutuals.suggestion.ranking.RankingForecast;
import io.mutuals.suggestion.ranking.Snapshot.Place;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reads the people of first pages while the rankings for these are still being made, so that one does not wait for the other. */
final class PagePrefetch implements RankingForecast {

    private final PeopleRepository people;
    private final SideThreads threads;
    private final Map<Long, Integer> first;
    private CompletableFuture<Map<Candidacy, Optional<Person>>> read = CompletableFuture.completedFuture(Map.of());

    /** @param first by viewer how long the first page is */
    PagePrefetch(PeopleRepository people, SideThreads threads, Map<Long, Integer> first) {
        this.people = people;
        this.threads = threads;
        this.first = first;
    }

    @Override
    public void of(Map<Long, List<Place>> likely) {
        if (!Collections.disjoint(likely.keySet(), first.keySet())) {
            read = read.thenCombine(
                    CompletableFuture.supplyAsync(() -> people.ahead(likely, first), threads), PagePrefetch::together);
        }
    }

    /** What was read; nothing when it failed, since whoever needs it reads it then and is told. */
    Map<Candidacy, Optional<Person>> people() {
        return read.exceptionally(failed -> Map.of()).join();
    }

    private static Map<Candidacy, Optional<Person>> together(
            Map<Candidacy, Optional<Person>> one, Map<Candidacy, Optional<Person>> other) {
        Map<Candidacy, Optional<Person>> all = new HashMap<>(one);
        all.putAll(other);
        return all;
    }
}
