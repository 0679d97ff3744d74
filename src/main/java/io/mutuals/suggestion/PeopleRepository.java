package io.mutuals.suggestion;

import io.mutuals.graph.Graph;
import io.mutuals.graph.Statement;
import io.mutuals.suggestion.Snapshot.Place;
import io.mutuals.user.AgeBand;
import io.mutuals.user.User;
import io.mutuals.user.Visibility;
import io.mutuals.video.VideoProperties;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Reads the people behind a page of a ranking, as far as they may be suggested now, and what speaks for each of them now. */
@Repository
class PeopleRepository {

    /** How many places more than asked for are read at first, for those who may not be suggested any more. */
    private static final int SPARE = 8;

    /** Touches each candidate of the window, their friends, and what else they are said to have in common with the viewer. */
    private static final Statement PAGE = new Statement("suggestions.page", """
            %1$s, %2$s AS excluded, %6$s AS friends
            CALL (viewer, hidden, excluded, friends, key) {
              UNWIND range(0, size(key.candidates) - 1) AS position
              MATCH (candidate:User {id: key.candidates[position]})
              WHERE %3$s
              CALL (friends, candidate) {
                MATCH (candidate)-[:FRIENDS_WITH]-(friend)
                WHERE friend IN friends
                WITH friend, COUNT { (friend)-[:FRIENDS_WITH]-() } AS degree
                ORDER BY toLower(friend.displayName), friend.id
                RETURN count(friend) AS mutual, collect(friend)[0..$sample] AS firstFriends, min(degree) AS fewest
              }
              RETURN collect({
                position: position,
                user: %4$s,
                byMutualFriends: %7$s,
                adultAndMinor: %8$s,
                mutual: mutual,
                fewest: fewest,
                sample: [friend IN firstFriends | %5$s],
                sharedConversations: %9$s,
                videoTaste: %10$s,
                contacts: %11$s,
                newHere: %12$s
              }) AS people
            }
            RETURN key.index AS index, people
            """.formatted(
                    Visibility.FOR_EACH_KEY,
                    Exclusions.OF_VIEWER,
                    Exclusions.maySuggest("candidate"),
                    User.projection("candidate"),
                    User.projection("friend"),
                    Visibility.FRIENDS_OF_VIEWER,
                    SuggestionSource.FRIENDS_OF_FRIENDS.isAllowedBy("candidate"),
                    AgeBand.adultAndMinor("viewer", "candidate"),
                    Evidence.sharedConversations(asked(SuggestionSource.SHARED_CONVERSATIONS)),
                    Evidence.videoTaste(asked(SuggestionSource.VIDEO_TASTE)),
                    Evidence.contacts(asked(SuggestionSource.CONTACTS)),
                    Evidence.newHere(asked(SuggestionSource.NEW_HERE))));

    private final Graph graph;
    private final EvidenceRules rules;
    private final Map<String, Object> shared;

    PeopleRepository(Graph graph, EvidenceRules rules, SourceProperties sources, VideoProperties videos) {
        this.graph = graph;
        this.rules = rules;
        this.shared = Map.of("sample", MutualFriendsReason.MAX_SAMPLE, "evidence", Evidence.parameter(sources, videos));
    }

    /**
     * The people on each page; one statement, and a second one in the rare case that so many may not be suggested any more that a page
     * does not fill.
     */
    Map<PageKey, People> on(Set<PageKey> pages) {
        Map<PageKey, List<Person>> found = new HashMap<>();
        pages.forEach(page -> found.put(page, new ArrayList<>()));
        read(pages.stream().map(PageKey::window).toList(), found);
        Set<Window> rest = new HashSet<>();
        for (PageKey page : pages) {
            Window window = page.window();
            int shown = found.getOrDefault(page, List.of()).size();
            if (shown <= page.first() && window.to() < page.places()) {
                rest.add(new Window(page, window.to(), page.places()));
            }
        }
        if (!rest.isEmpty()) {
            read(rest, found);
        }
        Map<PageKey, People> people = new HashMap<>();
        found.forEach((page, persons) -> people.put(page, page.cut(persons)));
        return people;
    }

    private void read(Collection<Window> windows, Map<PageKey, List<Person>> found) {
        Collection<Window> filled =
                windows.stream().filter(window -> window.from() < window.to()).toList();
        if (filled.isEmpty()) {
            return;
        }
        graph.readByKey(
                        PAGE,
                        filled,
                        window -> Map.of(
                                "viewer",
                                window.page().viewer(),
                                "candidates",
                                window.places().stream().map(Place::candidate).toList(),
                                "sources",
                                window.places().stream()
                                        .map(place -> place.sources().stream()
                                                .map(Enum::name)
                                                .toList())
                                        .toList()),
                        shared,
                        (window, row) -> row.get("people"))
                .forEach((window, people) -> people.values().forEach(person -> {
                    int index = window.from() + person.get("position").asInt();
                    Grounds grounds = rules.grounds(person);
                    if (grounds != null) {
                        found.getOrDefault(window.page(), new ArrayList<>())
                                .add(new Person(index, User.from(person.get("user")), grounds));
                    }
                }));
    }

    /** A predicate: the candidate came from this source, so that it is worth looking. */
    private static String asked(SuggestionSource source) {
        return "'" + source.name() + "' IN key.sources[position]";
    }

    /**
     * What a page is cut from.
     *
     * @param from the first index that the page may show
     * @param counted whether the whole ranking is to be counted
     */
    record PageKey(long viewer, Snapshot snapshot, int from, int first, boolean counted) {

        private int places() {
            return snapshot.places().size();
        }

        /** What is read at first: everything if it is to be counted, else what will most likely do. */
        private Window window() {
            return counted
                    ? new Window(this, 0, places())
                    : new Window(this, from, Math.min(places(), from + first + 1 + SPARE));
        }

        /** The page, of those who may be suggested of what was read. */
        private People cut(List<Person> persons) {
            persons.sort((one, other) -> Integer.compare(one.index(), other.index()));
            List<Person> later =
                    persons.stream().filter(person -> person.index() >= from).toList();
            boolean more = later.size() > first;
            return new People(more ? later.subList(0, first) : later, more, counted ? (long) persons.size() : null);
        }
    }

    /** A part of a ranking that is read at once. */
    private record Window(PageKey page, int from, int to) {

        private List<Place> places() {
            return page.snapshot().places().subList(from, to);
        }
    }

    /**
     * The people on a page, in the order of the ranking.
     *
     * @param more whether others follow
     * @param total how many of the whole ranking may be suggested; null when not asked for
     */
    record People(
            List<Person> people, boolean more, @Nullable Long total) {}

    /**
     * Somebody on a page.
     *
     * @param index within the snapshot
     */
    record Person(int index, User user, Grounds grounds) {}
}
