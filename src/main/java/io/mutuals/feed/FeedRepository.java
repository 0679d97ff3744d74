package io.mutuals.feed;

import io.mutuals.comment.CommentActivity;
import io.mutuals.memory.IdSet;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import io.mutuals.user.AgeBand;
import io.mutuals.user.User;
import io.mutuals.user.Visibility;
import io.mutuals.video.Likes;
import io.mutuals.video.Video;
import io.mutuals.video.VideoActivity;
import io.mutuals.video.VideoVisibility;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/**
 * Reads what friends did with videos. Of each friend the latest activities are found by indexes, so a feed costs the
 * number of friends, up to a bound, times the number of activities of each, up to a bound, however much each did.
 */
@Repository
class FeedRepository {

    /** Later than all activities. */
    static final Instant ALWAYS = Instant.parse("9999-12-31T23:59:59Z");

    private static final String LATEST_FIRST = "ORDER BY at DESC, video DESC, kind, comment\nLIMIT $each";

    private static final Statement OF_USERS =
            new Statement("memory.activity", Cypher.of("""
            UNWIND $keys AS key
            MATCH (user:User {id: key.user})
            CALL (user, key) {
              {activities}
            }
            WITH key, kind, video, at, comment, opener
            RETURN key.index AS index,
              collect([kind, video, at.epochSeconds, at.nanosecond, comment, opener.id]) AS activities
            """).with("activities", activities("user", "key.until")));

    static final Statement OF_FRIENDS = new Statement(
            "feed.friends",
            Cypher.of("""
            {forEachKey}
            CALL (key, viewer, hidden) {
              MATCH (viewer)-[friendship:FRIENDS_WITH]-(friend:User)
              WHERE {maySeeFriend}
              WITH friend
              ORDER BY friendship.since DESC, friend.id
              LIMIT $friends
              CALL (friend, key) {
                {activities}
              }
              WITH video AS id, max(at) AS latest,
                collect({friend: friend, kind: kind, at: at, comment: comment, opener: opener}) AS all
              ORDER BY latest DESC, id DESC
              LIMIT $entries
              MATCH (video:Video {id: id})<-[:POSTED]-(author:User)
              WHERE {maySeeVideo}
              WITH video, author, all, {showsLikes} AS showsLikes
              WITH video, author, [activity IN all
                WHERE (showsLikes OR activity.kind <> 'LIKED')
                  AND (activity.opener IS NULL OR {maySeeOpener})] AS activities
              WHERE size(activities) > 0
              WITH collect({video: {video}, likes: {likes}, activities: [activity IN activities |
                  [activity.friend.id, [activity.kind, video.id, activity.at.epochSeconds, activity.at.nanosecond,
                    activity.comment, activity.opener.id]]]}) AS candidates,
                collect([activity IN activities | activity.friend]) AS friendsOfEach
              CALL (friendsOfEach) {
                UNWIND friendsOfEach AS friends
                UNWIND friends AS friend
                WITH DISTINCT friend
                RETURN collect({friend}) AS people
              }
              RETURN candidates, people
            }
            RETURN key.index AS index, candidates, people,
              COLLECT { MATCH (viewer)-[:CLOSE_FRIEND]->(close:User) RETURN close.id } AS closeFriends,
              viewer.region AS region, {band} AS band
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("maySeeFriend", Visibility.maySee("friend"))
                    .with("activities", activities("friend", "key.until"))
                    .with("maySeeVideo", VideoVisibility.maySee("video", "author"))
                    .with("showsLikes", VideoVisibility.showsLikes("video"))
                    .with("maySeeOpener", Visibility.maySee("activity.opener"))
                    .with("video", Video.projection("video", "author"))
                    .with("likes", Likes.projection("video"))
                    .with("friend", User.projection("friend"))
                    .with("band", AgeBand.nameOf("viewer")));

    private static final Statement PLACES = new Statement(
            "feed.places",
            Cypher.of("""
            {forEachKey}
            CALL (key, viewer, hidden) {
              UNWIND key.places AS place
              MATCH (video:Video {id: place.video})<-[:POSTED]-(author:User)
              WHERE {maySeeVideo} AND (place.reason IS NULL
                OR (author <> viewer AND {isPublic} AND NOT {adultAndMinor} AND (place.reason = 'NEW' OR {isTaste})))
              WITH place, video, author, {showsLikes} AS showsLikes
              WITH place, video, author, COLLECT {
                UNWIND place.activities AS activity
                MATCH (friend:User {id: activity.friend})
                WHERE {maySeeFriend} AND {isFriend} AND CASE activity.kind
                  WHEN 'LIKED' THEN showsLikes AND EXISTS { (friend)-[:LIKED]->(video) }
                  WHEN 'REPOSTED' THEN EXISTS { (friend)-[:REPOSTED]->(video) }
                  WHEN 'PUBLISHED' THEN friend = author
                  ELSE {showsComment} END
                RETURN {index: activity.index, friend: {friend}}
              } AS activities
              RETURN collect({index: place.index, video: {video}, likes: {likes}, activities: activities}) AS places
            }
            RETURN key.index AS index, places
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("maySeeVideo", VideoVisibility.maySee("video", "author"))
                    .with("showsLikes", VideoVisibility.showsLikes("video"))
                    .with("maySeeFriend", Visibility.maySee("friend"))
                    .with("isFriend", Visibility.isFriend("friend"))
                    .with("isPublic", VideoVisibility.isPublic("video"))
                    .with("adultAndMinor", AgeBand.adultAndMinor("viewer", "author"))
                    .with("isTaste", VideoVisibility.isTaste("video"))
                    .with("showsComment", CommentActivity.isShown("activity.comment"))
                    .with("friend", User.projection("friend"))
                    .with("video", Video.projection("video", "author"))
                    .with("likes", Likes.projection("video")));

    private final Graph graph;
    private final FeedProperties properties;

    FeedRepository(Graph graph, FeedProperties properties) {
        this.graph = graph;
        this.properties = properties;
    }

    /** Returns Cypher clauses that end with the latest activities of a user, of all kinds. */
    private static String activities(String user, String until) {
        return "CALL (" + user + ", key) {\n" + VideoActivity.of(user, until) + "\nUNION ALL\n"
                + CommentActivity.of(user, until) + "\n}\nRETURN kind, video, at, comment, opener\n" + LATEST_FIRST;
    }

    /** Returns the latest activities of users; as many rows of indexes. Users who did nothing have none. */
    Map<Long, UserActivities> ofUsers(Set<Long> users) {
        return graph.readByKey(
                OF_USERS,
                users,
                user -> Map.of("user", user, "until", Times.parameter(ALWAYS)),
                Map.of("each", properties.each()),
                (user, row) -> new UserActivities(row.get("activities").asList(found -> Activity.from(user, found))),
                user -> UserActivities.NONE);
    }

    /**
     * Returns what the friends of viewers did up to a time.
     *
     * @param until the time of each viewer
     */
    Map<FeedKey, Read> ofFriends(Map<FeedKey, Instant> until) {
        return graph.readByKey(
                OF_FRIENDS,
                until.keySet(),
                key -> {
                    Map<String, @Nullable Object> row = new HashMap<>(key.parameters());
                    row.put("until", Times.parameter(until.get(key)));
                    return row;
                },
                Map.of("each", properties.each(), "friends", properties.friends(), "entries", properties.entries()),
                (key, row) -> read(row));
    }

    private static Read read(Record row) {
        Map<Long, Video> videos = new HashMap<>();
        Map<Long, Likes> likes = new HashMap<>();
        List<FeedCandidate> candidates = new ArrayList<>();
        for (Value found : row.get("candidates").values()) {
            Video video = Video.from(found.get("video"));
            videos.put(video.number(), video);
            likes.put(video.number(), Likes.from(found.get("likes")));
            candidates.add(new FeedCandidate(
                    video.number(),
                    found.get("activities")
                            .asList(activity -> Activity.from(activity.get(0).asLong(), activity.get(1)))));
        }
        Map<Long, User> people = new HashMap<>();
        for (Value person : row.get("people").values()) {
            User user = User.from(person);
            people.put(user.number(), user);
        }
        return new Read(
                candidates,
                new IdSet(row.get("closeFriends").asList(Value::asLong)),
                videos,
                likes,
                people,
                row.get("region").asString(null),
                row.get("band").asString());
    }

    /**
     * Returns what may be seen now of places of feeds, by their place in the list; places of which nothing may be seen
     * are absent. Looks up each activity. What was decided when a list of popular or new videos was made is decided
     * again: they are public, not the viewer's own, of the same side of adulthood, and popular ones show their likes.
     */
    Map<FeedTask, Map<Integer, SeenPlace>> places(Map<FeedTask, List<FeedPlace>> places) {
        return graph.readByKey(
                PLACES,
                places.keySet(),
                task -> {
                    Map<String, @Nullable Object> row = new HashMap<>(task.key().parameters());
                    row.put("places", rows(places.getOrDefault(task, List.of())));
                    return row;
                },
                Map.of(),
                (task, row) -> {
                    Map<Integer, SeenPlace> seen = new HashMap<>();
                    List<FeedPlace> asked = places.getOrDefault(task, List.of());
                    for (Value found : row.get("places").values()) {
                        int index = found.get("index").asInt();
                        seen.put(index, SeenPlace.from(asked.get(index), found));
                    }
                    return seen;
                });
    }

    private static List<Map<String, Object>> rows(Collection<FeedPlace> places) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (FeedPlace place : places) {
            List<Map<String, Object>> activities = new ArrayList<>();
            for (Activity activity : place.activities()) {
                activities.add(Map.of(
                        "index",
                        activities.size(),
                        "kind",
                        activity.kind().name(),
                        "friend",
                        activity.friend(),
                        "comment",
                        activity.comment()));
            }
            Map<String, Object> row = new HashMap<>();
            row.put("index", rows.size());
            row.put("video", place.video());
            row.put("activities", activities);
            if (place.activities().isEmpty()) {
                row.put("reason", place.reason().name());
            }
            rows.add(row);
        }
        return rows;
    }

    /**
     * What the friends of a viewer did, with all that is shown of it.
     *
     * @param region the viewer's region; null if they chose none
     * @param band the name of the viewer's {@link AgeBand}
     */
    record Read(
            List<FeedCandidate> candidates,
            IdSet closeFriends,
            Map<Long, Video> videos,
            Map<Long, Likes> likes,
            Map<Long, User> people,
            @Nullable String region,
            String band) {}

    /**
     * A place of a feed as it may be seen now.
     *
     * @param activities those of the place that still stand, the newest first
     */
    record SeenPlace(Video video, Likes likes, List<Activity> activities, Map<Long, User> people) {

        static SeenPlace from(FeedPlace place, Value found) {
            List<Activity> activities = new ArrayList<>();
            Map<Long, User> people = new HashMap<>();
            for (Value standing : found.get("activities").values()) {
                User friend = User.from(standing.get("friend"));
                people.put(friend.number(), friend);
                activities.add(place.activities().get(standing.get("index").asInt()));
            }
            activities.sort(Activity.NEWEST_FIRST);
            return new SeenPlace(Video.from(found.get("video")), Likes.from(found.get("likes")), activities, people);
        }
    }
}
