package io.mutuals.suggestion.preview;

import io.mutuals.suggestion.PeopleRepository;
import io.mutuals.suggestion.ranking.Snapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A ranking that is looked at and not kept.
 *
 * @param ranker what really ordered friends of friends
 * @param people best first
 */
record PreviewedRanking(String ranker, Instant computedAt, List<Ranked> people) {

    /** A candidate in it. */
    record Ranked(long person, double score) {}

    /** @param shown those of the snapshot who may be suggested now */
    static PreviewedRanking of(Snapshot snapshot, PeopleRepository.People shown) {
        return new PreviewedRanking(
                snapshot.ranker(),
                snapshot.computedAt(),
                shown.people().stream()
                        .map(placed -> snapshot.places().get(placed.index()))
                        .map(place -> new Ranked(place.candidate(), place.score()))
                        .toList());
    }

    /** The first so many. */
    List<Ranked> first(int places) {
        return people.subList(0, Math.min(places, people.size()));
    }

    /** The place of everybody, from 1. */
    Map<Long, Integer> places() {
        Map<Long, Integer> places = HashMap.newHashMap(people.size());
        for (Ranked ranked : people) {
            places.put(ranked.person(), places.size() + 1);
        }
        return places;
    }
}
