package io.mutuals.suggestion;

import io.mutuals.graph.Graph;
import io.mutuals.graph.Statement;
import io.mutuals.suggestion.Snapshot.Place;
import io.mutuals.user.User;
import io.mutuals.user.Visibility;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Ranks candidates and reads the people behind a page of a ranking. */
@Repository
class SuggestionRepository {

    /**
     * Friends of friends by Adamic-Adar: the sum over common friends of 1 / ln(max(degree, 2)), so that a friend who knows
     * everybody says little (Adamic & Adar, "Friends and neighbors on the Web", 2003). Scores are rounded so that the order in
     * which they were summed cannot decide a tie; ties go to the smaller id. Touches every friend of every friend.
     */
    private static final Statement RANK = new Statement("suggestions.rank", """
            %1$s, %2$s AS excluded
            CALL (viewer, hidden, excluded) {
              MATCH (viewer)-[:FRIENDS_WITH]-(friend)
              WITH viewer, hidden, excluded, friend, COUNT { (friend)-[:FRIENDS_WITH]-() } AS degree
              WITH viewer, hidden, excluded, friend, 1.0 / log(CASE WHEN degree < 2 THEN 2 ELSE degree END) AS weight
              MATCH (friend)-[:FRIENDS_WITH]-(candidate)
              WITH viewer, hidden, excluded, candidate, round(sum(weight), 10) AS score
              WHERE %3$s
              WITH candidate, score
              ORDER BY score DESC, candidate.id
              LIMIT $places
              RETURN collect([candidate.id, score]) AS ranking
            }
            RETURN key.index AS index, ranking
            """.formatted(
                    Visibility.FOR_EACH_KEY, Exclusions.OF_VIEWER, Exclusions.maySuggest("candidate")));

    private static final Statement PAGE = new Statement("suggestions.page", """
            %1$s, %2$s AS excluded, COLLECT { MATCH (viewer)-[:FRIENDS_WITH]-(own) RETURN own } AS friends
            CALL (viewer, hidden, excluded, friends, key) {
              UNWIND range(key.from, size(key.candidates) - 1) AS place
              MATCH (candidate:User {id: key.candidates[place]})
              WHERE %3$s
              WITH candidate, friends, place
              ORDER BY place
              LIMIT $limit
              CALL (friends, candidate) {
                MATCH (candidate)-[:FRIENDS_WITH]-(friend)
                WHERE friend IN friends
                WITH friend
                ORDER BY toLower(friend.displayName), friend.id
                RETURN count(friend) AS mutual, collect(friend)[0..$sample] AS sample
              }
              RETURN collect({place: place, user: %4$s, mutual: mutual, sample: [friend IN sample | %5$s]}) AS people
            }
            RETURN key.index AS index, people,
              CASE WHEN key.counted THEN COUNT {
                UNWIND key.candidates AS id
                MATCH (candidate:User {id: id})
                WHERE %3$s
              } END AS total
            """.formatted(
                    Visibility.FOR_EACH_KEY,
                    Exclusions.OF_VIEWER,
                    Exclusions.maySuggest("candidate"),
                    User.projection("candidate"),
                    User.projection("friend")));

    private static final Statement FRIENDS_AND_SELF = new Statement("suggestions.friendsAndSelf", """
            MATCH (user:User) WHERE user.id IN $users
            OPTIONAL MATCH (user)-[:FRIENDS_WITH]-(friend)
            WITH collect(DISTINCT user.id) AS users, collect(DISTINCT friend.id) AS friends
            UNWIND users + friends AS id
            RETURN DISTINCT id
            """);

    private static final Statement FRIENDS_OF_FRIENDS = new Statement("suggestions.friendsOfFriends", """
            MATCH (:User {id: $user})-[:FRIENDS_WITH]-()-[:FRIENDS_WITH]-(other)
            RETURN DISTINCT other.id AS id
            """);

    private final Graph graph;

    SuggestionRepository(Graph graph) {
        this.graph = graph;
    }

    /** The ranking of each viewer, best first, at most {@link Snapshot#MAX_PLACES} places; one statement. */
    Map<Long, List<Place>> rank(Collection<Long> viewers) {
        return graph.readByKey(
                RANK,
                viewers,
                viewer -> Map.of("viewer", viewer),
                Map.of("places", Snapshot.MAX_PLACES),
                (viewer, row) -> row.get("ranking")
                        .asList(pair ->
                                new Place(pair.get(0).asLong(), pair.get(1).asDouble())));
    }

    /** The people on each page, as far as they may be suggested now; one statement. */
    Map<PageKey, People> people(Collection<PageKey> pages) {
        int limit = pages.stream().mapToInt(PageKey::first).max().orElseThrow() + 1;
        return graph.readByKey(
                PAGE,
                pages,
                page -> Map.of(
                        "viewer",
                        page.viewer(),
                        "from",
                        page.from(),
                        "counted",
                        page.counted(),
                        "candidates",
                        page.snapshot().places().stream().map(Place::candidate).toList()),
                Map.of("limit", limit, "sample", MutualFriendsReason.MAX_SAMPLE),
                (page, row) -> new People(
                        row.get("people")
                                .asList(person -> new Person(
                                        person.get("place").asInt(),
                                        User.from(person.get("user")),
                                        person.get("mutual").asInt(),
                                        person.get("sample").asList(User::from))),
                        row.get("total").isNull() ? null : row.get("total").asLong()));
    }

    /** These people and all their friends. */
    List<Long> friendsAndSelf(Collection<Long> users) {
        return graph.read(FRIENDS_AND_SELF, Map.of("users", users)).stream()
                .map(row -> row.get("id").asLong())
                .toList();
    }

    /** The friends of somebody's friends, and their friends as well where they know each other. */
    List<Long> friendsOfFriends(long user) {
        return graph.read(FRIENDS_OF_FRIENDS, Map.of("user", user)).stream()
                .map(row -> row.get("id").asLong())
                .toList();
    }

    /**
     * What a page is cut from.
     *
     * @param from the first index that the page may show
     */
    record PageKey(long viewer, Snapshot snapshot, int from, int first, boolean counted) {}

    /**
     * The people who may be on a page, in ranking order, one more than asked for when there is a next page.
     *
     * @param total how many of the whole ranking may be suggested; null when not asked for
     */
    record People(List<Person> people, @Nullable Long total) {}

    /**
     * A candidate with what they have in common with the viewer, now.
     *
     * @param index within the snapshot
     */
    record Person(int index, User user, int mutualFriends, List<User> sample) {}
}
