package io.mutuals.suggestion.preview;

import io.mutuals.suggestion.ranking.PeopleRepository;
import io.mutuals.suggestion.ranking.Snapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A ranking that is computed for a preview and not stored.
 *
 * @param ranker the ranker that ordered friends of friends
 * @param people best first
 */
record PreviewedRanking(String ranker, Instant computedAt, List<RankedPerson> people) {

    record RankedPerson(long person, double score) {}

    /** Returns the ranking of those people of a snapshot who may be suggested now. */
    static PreviewedRanking of(Snapshot snapshot, PeopleRepository.People shown) {
        return new PreviewedRanking(
                snapshot.ranker(),
                snapshot.computedAt(),
                shown.people().stream()
                        .map(placed -> snapshot.places().get(placed.index()))
                        .map(place -> new RankedPerson(place.candidate(), place.score()))
                        .toList());
    }

    /** Returns the first places, fewer if there are not so many. */
    List<RankedPerson> first(int places) {
        return people.subList(0, Math.min(places, people.size()));
    }

    /** Returns the place of each person, from 1. */
    Map<Long, Integer> places() {
        Map<Long, Integer> places = HashMap.newHashMap(people.size());
        for (RankedPerson ranked : people) {
            places.put(ranked.person(), places.size() + 1);
        }
        return places;
    }
}
