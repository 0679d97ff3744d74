package io.mutuals.suggestion.ranking;

import io.mutuals.suggestion.ranking.PeopleRepository.Candidacy;
import io.mutuals.suggestion.ranking.PeopleRepository.People;
import io.mutuals.suggestion.ranking.PeopleRepository.Person;
import io.mutuals.suggestion.ranking.PeopleRepository.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A page to be cut from a ranking, for one request. Equal only to itself, because the people known of it may be those
 * behind the fence of that request. Used by one thread at a time.
 */
public final class RankedPage {

    /** Places read beyond the page at first, to replace candidates that may no longer be suggested. */
    static final int SPARE = 8;

    private final long viewer;
    private final Snapshot snapshot;
    private final int from;
    private final int first;
    private final boolean counted;
    private Map<Candidacy, Optional<Person>> known = Map.of();

    /**
     * @param from the first index that the page may show
     * @param first the most suggestions on the page, at least 1
     * @param counted whether to count the suggestible candidates of the whole ranking
     */
    public RankedPage(long viewer, Snapshot snapshot, int from, int first, boolean counted) {
        this.viewer = viewer;
        this.snapshot = snapshot;
        this.from = from;
        this.first = first;
        this.counted = counted;
    }

    /** Returns the user whose ranking it is. */
    public long viewer() {
        return viewer;
    }

    /** Returns the ranking. */
    public Snapshot snapshot() {
        return snapshot;
    }

    /** Returns the number of people to find: those on the page, and one who shows that the ranking goes on. */
    int enough() {
        return first + 1;
    }

    boolean isCounted() {
        return counted;
    }

    /** Returns the first index to be looked at. */
    int begin() {
        return counted ? 0 : from;
    }

    int places() {
        return snapshot.places().size();
    }

    /** Returns the index before which the page probably ends. */
    int likelyEnd() {
        return counted ? places() : Math.min(places(), from + enough() + SPARE);
    }

    Candidacy at(int index) {
        return Candidacy.of(viewer, snapshot.places().get(index));
    }

    /**
     * Tells the page of people who have been read, unless it knows some already.
     *
     * @param people an empty value stands for a candidate that may not be suggested
     */
    public void know(Map<Candidacy, Optional<Person>> people) {
        known = known.isEmpty() ? people : known;
    }

    /**
     * Returns the unknown candidates before {@code end}; without {@code counted}, only as far as known ones do not fill
     * the page.
     *
     * @param read people read meanwhile
     */
    List<Candidacy> unknown(Map<Candidacy, Optional<Person>> read, int end) {
        List<Candidacy> unknown = new ArrayList<>();
        int shown = 0;
        for (int index = begin(); index < end && (counted || shown <= first); index++) {
            Candidacy candidacy = at(index);
            if (!known.containsKey(candidacy) && !read.containsKey(candidacy)) {
                unknown.add(candidacy);
            } else if (person(candidacy, read).isPresent()) {
                shown++;
            }
        }
        return unknown;
    }

    private Optional<Person> person(Candidacy candidacy, Map<Candidacy, Optional<Person>> read) {
        return known.getOrDefault(candidacy, read.getOrDefault(candidacy, Optional.empty()));
    }

    /** Cuts the page; a candidate who is not known or read counts as one that may not be suggested. */
    People cut(Map<Candidacy, Optional<Person>> read) {
        return cut((int index) -> person(at(index), read).orElse(null));
    }

    /**
     * Cuts the page.
     *
     * @param people returns by index the person to suggest; null for a candidate that may not be suggested
     */
    People cut(IntFunction<@Nullable Person> people) {
        List<Placed> shown = new ArrayList<>(Math.min(enough(), places()));
        long total = 0;
        for (int index = begin(); index < places() && (counted || shown.size() <= first); index++) {
            Person person = people.apply(index);
            if (person != null) {
                total++;
                if (index >= from) {
                    shown.add(new Placed(index, person));
                }
            }
        }
        boolean hasMore = shown.size() > first;
        return new People(hasMore ? shown.subList(0, first) : shown, hasMore, counted ? total : null);
    }
}
