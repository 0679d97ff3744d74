package io.mutuals.suggestion;

import io.mutuals.suggestion.PeopleRepository.Candidacy;
import io.mutuals.suggestion.PeopleRepository.Person;
import io.mutuals.suggestion.Snapshot.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Reads the people of first pages while the rankings for these are still being made, so that one does not wait for the other. */
final class ReadAhead implements Outlook {

    private final PeopleRepository people;
    private final SideThreads threads;
    private final Map<Long, Integer> places;
    private CompletableFuture<Map<Candidacy, Optional<Person>>> read = CompletableFuture.completedFuture(Map.of());

    /** @param places by viewer how many of the first places their pages are most likely cut from */
    ReadAhead(PeopleRepository people, SideThreads threads, Map<Long, Integer> places) {
        this.people = people;
        this.threads = threads;
        this.places = places;
    }

    @Override
    public void of(Map<Long, List<Place>> likely) {
        Set<Candidacy> first = new HashSet<>();
        likely.forEach((viewer, ranked) -> ranked.stream()
                .limit(places.getOrDefault(viewer, 0))
                .forEach(place -> first.add(Candidacy.of(viewer, place))));
        if (!first.isEmpty()) {
            read = read.thenCombine(
                    CompletableFuture.supplyAsync(() -> people.read(first), threads), ReadAhead::together);
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
