package io.mutuals.suggestion;

import io.mutuals.conversation.SharedGroups;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.suggestion.evidence.Evidence;
import io.mutuals.suggestion.evidence.EvidenceRules;
import io.mutuals.suggestion.evidence.Exclusions;
import io.mutuals.suggestion.evidence.MutualFriendsReason;
import io.mutuals.suggestion.evidence.SourceProperties;
import io.mutuals.suggestion.evidence.SuggestionEvidence;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.ranking.Snapshot;
import io.mutuals.suggestion.ranking.Snapshot.Place;
import io.mutuals.user.AgeBand;
import io.mutuals.user.User;
import io.mutuals.user.Visibility;
import io.mutuals.video.VideoProperties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads the people behind a page of a ranking, as far as they may be suggested now, and what speaks for each of them now. */
@Repository
public class PeopleRepository {

    /** How many places more than a page needs are looked up at first, for those who may not be suggested any more. */
    private static final int SPARE = 8;

    /**
     * Touches each candidate of the window; of the first {@code enough} who may be suggested also their friends, and what else they are said
     * to have in common with the viewer. How many friends a common friend has, or ever had, is asked only where it matters, of a lone one.
     */
    private static final Statement PAGE = new Statement(
            "suggestions.page",
            Cypher.of("""
            {forEachKey}, {excluded} AS excluded, {friendsOfViewer} AS friends,
              CASE WHEN any(asked IN key.sources WHERE '{sharedConversationsSource}' IN asked) THEN {groups} ELSE [] END AS groups
            CALL (viewer, hidden, excluded, friends, groups, key) {
              UNWIND range(0, size(key.candidates) - 1) AS position
              MATCH (candidate:User {id: key.candidates[position]})
              WHERE {maySuggest}
              WITH viewer, hidden, friends, groups, key, candidate, position
              ORDER BY position
              WITH viewer, hidden, friends, groups, key, collect([candidate, position])[..key.enough] AS first
              UNWIND first AS one
              WITH viewer, hidden, friends, groups, key, one[0] AS candidate, one[1] AS position
              CALL (friends, candidate) {
                MATCH (candidate)-[:FRIENDS_WITH]-(friend)
                WHERE friend IN friends
                WITH friend
                ORDER BY toLower(friend.displayName), friend.id
                WITH collect(friend) AS common
                RETURN size(common) AS mutual, common[..$sample] AS firstFriends,
                  head([lone IN common WHERE size(common) = 1 | COUNT { (lone)-[:FRIENDS_WITH|WAS_FRIENDS_WITH]-() }]) AS friendsOfLone
              }
              RETURN collect({
                position: position,
                user: {candidate},
                byMutualFriends: {byMutualFriends},
                adultAndMinor: {adultAndMinor},
                mutual: mutual,
                friendsOfLone: friendsOfLone,
                sample: [friend IN firstFriends | {friend}],
                sharedConversations: {sharedConversations},
                videoTaste: {videoTaste},
                contacts: {contacts},
                newHere: {newHere}
              }) AS people
            }
            RETURN key.index AS index, people
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("excluded", Exclusions.OF_VIEWER)
                    .with("maySuggest", Exclusions.maySuggest("candidate"))
                    .with("candidate", User.projection("candidate"))
                    .with("friend", User.projection("friend"))
                    .with("friendsOfViewer", Visibility.FRIENDS_OF_VIEWER)
                    .with("byMutualFriends", SuggestionSource.FRIENDS_OF_FRIENDS.isAllowedBy("candidate"))
                    .with("adultAndMinor", AgeBand.adultAndMinor("viewer", "candidate"))
                    .with(
                            "sharedConversations",
                            Evidence.sharedConversations(asked(SuggestionSource.SHARED_CONVERSATIONS)))
                    .with("videoTaste", Evidence.videoTaste(asked(SuggestionSource.VIDEO_TASTE)))
                    .with("contacts", Evidence.contacts(asked(SuggestionSource.CONTACTS)))
                    .with("newHere", Evidence.newHere(asked(SuggestionSource.NEW_HERE)))
                    .with("sharedConversationsSource", SuggestionSource.SHARED_CONVERSATIONS)
                    .with("groups", SharedGroups.OF_VIEWER));

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
     * does not fill, or a third when too little speaks for those whom that finds. None when all were read ahead.
     *
     * @param ahead what is known already
     */
    public Map<PageKey, People> on(Set<PageKey> pages, Map<Candidacy, Optional<Person>> ahead) {
        Map<Candidacy, Optional<Person>> known = new HashMap<>(ahead);
        read(pages.stream().map(page -> page.wanted(known, page.likelyEnd())), known);
        read(pages.stream().map(page -> page.wanted(known, page.places())), known);
        read(pages.stream().map(page -> Wanted.all(page.viewer, page.wanted(known, page.places()).people)), known);
        Map<PageKey, People> people = new HashMap<>();
        pages.forEach(page -> people.put(page, page.cut(known)));
        return people;
    }

    /**
     * Reads who would be on a page of {@code first} places if the ranking began like this; one statement. Nobody for whoever may not be
     * suggested, or has nothing that speaks for them.
     *
     * @param rankings by viewer
     */
    Map<Candidacy, Optional<Person>> ahead(Map<Long, List<Place>> rankings, Map<Long, Integer> first) {
        Map<Candidacy, Optional<Person>> known = new HashMap<>();
        read(
                rankings.entrySet().stream()
                        .filter(ranking -> first.containsKey(ranking.getKey()))
                        .map(ranking -> {
                            int enough = first.getOrDefault(ranking.getKey(), 0) + 1;
                            List<Candidacy> likely = ranking.getValue().stream()
                                    .limit(enough + SPARE)
                                    .map(place -> Candidacy.of(ranking.getKey(), place))
                                    .toList();
                            return new Wanted(ranking.getKey(), likely, enough);
                        }),
                known);
        return known;
    }

    private void read(Stream<Wanted> all, Map<Candidacy, Optional<Person>> known) {
        Map<Long, Wanted> byViewer = all.filter(wanted -> !wanted.people.isEmpty())
                .collect(Collectors.toMap(Wanted::viewer, wanted -> wanted, Wanted::and));
        if (byViewer.isEmpty()) {
            return;
        }
        graph.readByKey(
                        PAGE,
                        byViewer.values(),
                        Wanted::key,
                        shared,
                        (wanted, row) -> found(wanted, row.get("people").values()))
                .values()
                .forEach(known::putAll);
    }

    private Map<Candidacy, Optional<Person>> found(Wanted wanted, Iterable<Value> people) {
        Map<Candidacy, Optional<Person>> found = new HashMap<>();
        int last = -1;
        for (Value person : people) {
            last = Math.max(last, person.get("position").asInt());
            found.put(
                    wanted.people.get(person.get("position").asInt()),
                    Optional.ofNullable(rules.grounds(person))
                            .map(grounds -> new Person(User.from(person.get("user")), grounds)));
        }
        // Behind the last of enough nobody was looked at.
        int end = found.size() < wanted.enough ? wanted.people.size() : last;
        wanted.people.subList(0, end).forEach(one -> found.putIfAbsent(one, Optional.empty()));
        return found;
    }

    /** A predicate: the candidate came from this source, so that it is worth looking. */
    private static String asked(SuggestionSource source) {
        return "'" + source.name() + "' IN key.sources[position]";
    }

    /**
     * Whom to read for a viewer.
     *
     * @param people without repeats, in the order of the ranking
     * @param enough how many of them who may be suggested are needed, at least 1
     */
    private record Wanted(long viewer, List<Candidacy> people, int enough) {

        /** All of them are needed. */
        private static Wanted all(long viewer, List<Candidacy> people) {
            return new Wanted(viewer, people, Math.max(1, people.size()));
        }

        /** Whom two pages need. */
        private Wanted and(Wanted other) {
            return all(
                    viewer,
                    Stream.concat(people.stream(), other.people.stream())
                            .distinct()
                            .toList());
        }

        private Map<String, Object> key() {
            return Map.of(
                    "viewer",
                    viewer,
                    "enough",
                    enough,
                    "candidates",
                    people.stream().map(Candidacy::candidate).toList(),
                    "sources",
                    people.stream()
                            .map(one -> one.sources().stream().map(Enum::name).toList())
                            .toList());
        }
    }

    /**
     * What a page is cut from.
     *
     * @param from the first index that the page may show
     * @param counted whether the whole ranking is to be counted
     */
    public record PageKey(long viewer, Snapshot snapshot, int from, int first, boolean counted) {

        private int places() {
            return snapshot.places().size();
        }

        private int likelyEnd() {
            return counted ? places() : Math.min(places(), from + first + 1 + SPARE);
        }

        private Candidacy at(int index) {
            return Candidacy.of(viewer, snapshot.places().get(index));
        }

        /** Who is to be read of the places before {@code end}: none behind those who fill the page, unless all are to be counted. */
        private Wanted wanted(Map<Candidacy, Optional<Person>> known, int end) {
            List<Candidacy> unknown = new ArrayList<>();
            int shown = 0;
            for (int index = counted ? 0 : from; index < end && (counted || shown <= first); index++) {
                Optional<Person> person = known.get(at(index));
                if (person == null) {
                    unknown.add(at(index));
                } else {
                    shown += person.isPresent() ? 1 : 0;
                }
            }
            return counted ? Wanted.all(viewer, unknown) : new Wanted(viewer, unknown, first + 1);
        }

        /** The page, of those who may be suggested of what is known. */
        private People cut(Map<Candidacy, Optional<Person>> known) {
            List<Placed> shown = new ArrayList<>();
            long total = 0;
            for (int index = counted ? 0 : from; index < places() && (counted || shown.size() <= first); index++) {
                Person person = known.getOrDefault(at(index), Optional.empty()).orElse(null);
                if (person != null) {
                    total++;
                    if (index >= from) {
                        shown.add(new Placed(index, person));
                    }
                }
            }
            boolean more = shown.size() > first;
            return new People(more ? shown.subList(0, first) : shown, more, counted ? total : null);
        }
    }

    /**
     * Somebody who may be suggested to a viewer.
     *
     * @param sources which are asked what speaks for them
     */
    public record Candidacy(long viewer, long candidate, Set<SuggestionSource> sources) {

        static Candidacy of(long viewer, Place place) {
            return new Candidacy(viewer, place.candidate(), place.sources());
        }
    }

    /**
     * The people on a page, in the order of the ranking.
     *
     * @param more whether others follow
     * @param total how many of the whole ranking may be suggested; null when not asked for
     */
    public record People(
            List<Placed> people, boolean more, @Nullable Long total) {}

    /**
     * Somebody on a page.
     *
     * @param index within the snapshot
     */
    public record Placed(int index, Person person) {}

    /** Somebody who may be suggested, and what speaks for them. */
    public record Person(User user, SuggestionEvidence grounds) {}
}
