package io.mutuals.suggestion.ranking;

import io.mutuals.conversation.SharedGroups;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.suggestion.evidence.Evidence;
import io.mutuals.suggestion.evidence.EvidenceFacts;
import io.mutuals.suggestion.evidence.EvidenceRules;
import io.mutuals.suggestion.evidence.Exclusions;
import io.mutuals.suggestion.evidence.MutualFriendsReason;
import io.mutuals.suggestion.evidence.SourceProperties;
import io.mutuals.suggestion.evidence.SuggestionEvidence;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.ranking.Snapshot.Place;
import io.mutuals.user.AgeBand;
import io.mutuals.user.User;
import io.mutuals.user.Visibility;
import io.mutuals.video.VideoProperties;
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

/** Reads the people on a page of a ranking, as far as they may be suggested now, with the evidence for each of them. */
@Repository
public class PeopleRepository {

    /**
     * Touches each candidate of the window, and for the first {@code enough} that may be suggested also their friends
     * and the evidence that their sources name. The number of friends of a common friend, former friends included, is
     * counted only if there is no other common friend.
     */
    private static final Statement PAGE = new Statement(
            "suggestions.page",
            Cypher.of("""
            {forEachKey}, {excluded} AS excluded, {friendsOfViewer} AS friends,
              CASE WHEN any(asked IN key.sources WHERE '{sharedConversationsSource}' IN asked) THEN {groups}
                ELSE [] END AS groups
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
                  head([lone IN common WHERE size(common) = 1 | COUNT { (lone)-[:FRIENDS_WITH|WAS_FRIENDS_WITH]-()
                    }]) AS friendsOfLone
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
                            Evidence.sharedConversations(cameFrom(SuggestionSource.SHARED_CONVERSATIONS)))
                    .with("videoTaste", Evidence.videoTaste(cameFrom(SuggestionSource.VIDEO_TASTE)))
                    .with("contacts", Evidence.contacts(cameFrom(SuggestionSource.CONTACTS)))
                    .with("newHere", Evidence.newHere(cameFrom(SuggestionSource.NEW_HERE)))
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
     * Reads the people on each page: no statement if all are known, else one; a second one in the rare case that too
     * few candidates may still be suggested to fill a page, and a third one if too few of those that it finds have
     * evidence.
     */
    public Map<RankedPage, People> read(Set<RankedPage> pages) {
        Map<Candidacy, Optional<Person>> found = new HashMap<>();
        read(pages.stream().map(page -> Wanted.of(page, page.unknown(found, page.likelyEnd()))), found);
        read(pages.stream().map(page -> Wanted.of(page, page.unknown(found, page.places()))), found);
        read(pages.stream().map(page -> Wanted.all(page.viewer(), page.unknown(found, page.places()))), found);
        Map<RankedPage, People> people = new HashMap<>();
        pages.forEach(page -> people.put(page, page.cut(found)));
        return people;
    }

    /**
     * Reads the people who would be on a first page if the ranking began like this; one statement.
     *
     * @param rankings by viewer the first places, best first
     * @param pageSizes by viewer the number of suggestions on the first page; other viewers are skipped
     * @return empty for a candidate that may not be suggested, or has no evidence
     */
    public Map<Candidacy, Optional<Person>> prefetch(Map<Long, List<Place>> rankings, Map<Long, Integer> pageSizes) {
        Map<Candidacy, Optional<Person>> known = new HashMap<>();
        read(
                rankings.entrySet().stream()
                        .filter(ranking -> pageSizes.containsKey(ranking.getKey()))
                        .map(ranking -> {
                            int enough = pageSizes.getOrDefault(ranking.getKey(), 0) + 1;
                            List<Candidacy> likely = ranking.getValue().stream()
                                    .limit(enough + RankedPage.SPARE)
                                    .map(place -> Candidacy.of(ranking.getKey(), place))
                                    .toList();
                            return new Wanted(ranking.getKey(), likely, enough);
                        }),
                known);
        return known;
    }

    private void read(Stream<Wanted> wanteds, Map<Candidacy, Optional<Person>> known) {
        Map<Long, Wanted> byViewer = wanteds.filter(wanted -> !wanted.people.isEmpty())
                .collect(Collectors.toMap(Wanted::viewer, wanted -> wanted, Wanted::and));
        if (byViewer.isEmpty()) {
            return;
        }
        graph.readByKey(
                        PAGE,
                        byViewer.values(),
                        Wanted::key,
                        shared,
                        (wanted, row) -> people(wanted, row.get("people").values()))
                .values()
                .forEach(known::putAll);
    }

    private Map<Candidacy, Optional<Person>> people(Wanted wanted, Iterable<Value> people) {
        Map<Candidacy, Optional<Person>> found = new HashMap<>();
        int last = -1;
        for (Value person : people) {
            last = Math.max(last, person.get("position").asInt());
            found.put(
                    wanted.people.get(person.get("position").asInt()),
                    Optional.ofNullable(rules.evidence(EvidenceFacts.from(person)))
                            .map(evidence -> new Person(User.from(person.get("user")), evidence)));
        }
        // The statement stops at the last of enough candidates: those after it are still unknown.
        int end = found.size() < wanted.enough ? wanted.people.size() : last;
        wanted.people.subList(0, end).forEach(candidacy -> found.putIfAbsent(candidacy, Optional.empty()));
        return found;
    }

    /** A predicate: the candidate came from this source, so its evidence is worth reading. */
    private static String cameFrom(SuggestionSource source) {
        return "'" + source.name() + "' IN key.sources[position]";
    }

    /**
     * Candidates to read for a viewer.
     *
     * @param people without repeats, in the order of the ranking
     * @param enough the number of suggestible candidates after which the statement stops, at least 1
     */
    private record Wanted(long viewer, List<Candidacy> people, int enough) {

        /** The candidates of a page, until it is filled. */
        private static Wanted of(RankedPage page, List<Candidacy> people) {
            return page.isCounted() ? all(page.viewer(), people) : new Wanted(page.viewer(), people, page.enough());
        }

        /** Stops at no candidate. */
        private static Wanted all(long viewer, List<Candidacy> people) {
            return new Wanted(viewer, people, Math.max(1, people.size()));
        }

        /** The wanted that serves both. */
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
                            .map(candidacy ->
                                    candidacy.sources().stream().map(Enum::name).toList())
                            .toList());
        }
    }

    /**
     * A candidate of one viewer.
     *
     * @param sources the sources that found the candidate, and whose evidence is read
     */
    public record Candidacy(long viewer, long candidate, Set<SuggestionSource> sources) {

        static Candidacy of(long viewer, Place place) {
            return new Candidacy(viewer, place.candidate(), place.sources());
        }
    }

    /**
     * The people on a page, in the order of the ranking.
     *
     * @param hasMore whether the ranking goes on after this page
     * @param total the number of suggestible candidates in the whole ranking; null unless it was to be counted
     */
    public record People(
            List<Placed> people, boolean hasMore, @Nullable Long total) {}

    /**
     * A person on a page.
     *
     * @param index in the snapshot, from 0
     */
    public record Placed(int index, Person person) {}

    /** A person who may be suggested, and the evidence for them. */
    public record Person(User user, SuggestionEvidence evidence) {}
}
