package io.mutuals.suggestion.memory;

import io.mutuals.conversation.SharedGroups;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.suggestion.evidence.SourceProperties;
import io.mutuals.video.LikesInCommon;
import io.mutuals.video.VideoProperties;
import io.mutuals.video.VideoVisibility;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads shared interests and mutual contacts in bulk for memory, by the same rules as the sources that query Neo4j. */
@Repository
public class CommonGroundRepository {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    /** Reads numbers from Neo4j's count store. */
    private static final Statement SIZE = new Statement("commonGround.size", """
            CALL () { MATCH ()-[like:LIKED]->() RETURN count(like) AS likes }
            CALL () { MATCH ()-[part:PARTICIPATES_IN]->() RETURN count(part) AS parts }
            CALL () { MATCH ()-[known:KNOWS]->() RETURN count(known) AS contacts }
            RETURN likes + parts + contacts AS relationships
            """);

    /** Touches every video, and the likes of the rare ones. */
    private static final Statement VIDEOS = new Statement(
            "commonGround.videos",
            Cypher.of("""
            MATCH (video:Video)
            WITH video, {likes} AS likes
            WHERE likes >= 2 AND likes <= $rareLikes AND {isTaste}
            MATCH (video)<-[:POSTED]-(author:User)
            RETURN video.id AS id, author.id AS owner, likes AS sharers,
              COLLECT { MATCH (video)<-[:LIKED]-(person:User) RETURN person.id } AS people
            """).with("likes", LikesInCommon.LIKES).with("isTaste", VideoVisibility.isTaste("video")));

    /** Looks up each video, and touches the likes of the rare ones. */
    private static final Statement SOME_VIDEOS = new Statement(
            "commonGround.someVideos",
            Cypher.of("""
            UNWIND $videos AS id
            OPTIONAL MATCH (video:Video {id: id})<-[:POSTED]-(author:User)
            WITH id, video, author, {likes} AS likes
            RETURN id, coalesce(author.id, 0) AS owner, likes AS sharers,
              CASE WHEN author IS NOT NULL AND likes >= 2 AND likes <= $rareLikes AND {isTaste}
                THEN COLLECT {
                MATCH (video)<-[:LIKED]-(person:User)
                RETURN person.id
              } ELSE [] END AS people
            """).with("likes", LikesInCommon.LIKES).with("isTaste", VideoVisibility.isTaste("video")));

    /** Touches every user, and all likes of those with more than are counted. */
    private static final Statement LATEST_VIDEOS = new Statement("commonGround.latestVideos", """
            MATCH (person:User)
            WHERE COUNT { (person)-[:LIKED]->() } > $latestLikes
            CALL (person) {
              MATCH (person)-[like:LIKED]->(video:Video)
              WITH like, video
              ORDER BY like.at DESC, video.id DESC
              LIMIT $latestLikes
              RETURN collect(video.id) AS interests
            }
            RETURN person.id AS id, interests
            """);

    /** Touches all likes of these users. */
    private static final Statement SOME_LATEST_VIDEOS = new Statement("commonGround.someLatestVideos", """
            UNWIND $people AS id
            OPTIONAL MATCH (person:User {id: id})
            CALL (person) {
              MATCH (person)-[like:LIKED]->(video:Video)
              WITH like, video
              ORDER BY like.at DESC, video.id DESC
              LIMIT $latestLikes
              RETURN collect(video.id) AS interests
            }
            RETURN id, interests
            """);

    private static final String GROUP =
            Cypher.of("""
            RETURN id, 0 AS owner, participants AS sharers,
              CASE WHEN participants <= $largestGroup THEN COLLECT {
                MATCH (conversation)<-[part:PARTICIPATES_IN]-(person:User)
                WHERE {isActive}
                RETURN person.id
              } ELSE [] END AS people""").with("isActive", SharedGroups.isActive("part")).text();

    /** Touches every group, and the participants of those that are not too large. */
    private static final Statement GROUPS =
            new Statement("commonGround.groups", Cypher.of("""
            MATCH (conversation:Conversation {kind: 'GROUP'})
            WITH conversation, conversation.id AS id, COUNT { (conversation)<-[:PARTICIPATES_IN]-() } AS participants
            WHERE participants <= $largestGroup
            {group}
            """).with("group", GROUP));

    /** Looks up each group, and touches the participants of those that are not too large. */
    private static final Statement SOME_GROUPS =
            new Statement("commonGround.someGroups", Cypher.of("""
            UNWIND $groups AS id
            OPTIONAL MATCH (conversation:Conversation {id: id, kind: 'GROUP'})
            WITH conversation, id, COUNT { (conversation)<-[:PARTICIPATES_IN]-() } AS participants
            {group}
            """).with("group", GROUP));

    /** Touches every user, and all conversations of those with more than are counted. */
    private static final Statement LATEST_GROUPS =
            new Statement("commonGround.latestGroups", Cypher.of("""
            MATCH (person:User)
            WHERE COUNT { (person)-[:PARTICIPATES_IN]->() } > $latestGroups
            CALL (person) {
              MATCH (person)-[part:PARTICIPATES_IN]->(conversation:Conversation {kind: 'GROUP'})
              WHERE {isActive}
              WITH conversation
              ORDER BY coalesce(conversation.lastMessageAt, conversation.createdAt) DESC, conversation.id DESC
              LIMIT $latestGroups
              RETURN collect(conversation.id) AS interests
            }
            RETURN person.id AS id, interests
            """).with("isActive", SharedGroups.isActive("part")));

    /** Touches every user and every address book entry. */
    private static final Statement CONTACTS = new Statement("commonGround.contacts", """
            MATCH (person:User)
            WITH person, COLLECT {
              MATCH (person)-[:KNOWS]->(other:User)
              WHERE person.id < other.id AND EXISTS { (other)-[:KNOWS]->(person) }
              RETURN other.id
            } AS people
            WHERE size(people) > 0
            RETURN person.id AS id, people
            """);

    /** Touches the address book entries of these users. */
    private static final Statement SOME_CONTACTS = new Statement("commonGround.someContacts", """
            UNWIND $people AS id
            OPTIONAL MATCH (person:User {id: id})-[:KNOWS]->(other:User)
            WHERE EXISTS { (other)-[:KNOWS]->(person) }
            RETURN id, collect(other.id) AS people
            """);

    private final Graph graph;
    private final Map<String, Object> limits;

    CommonGroundRepository(Graph graph, SourceProperties sources, VideoProperties videos) {
        this.graph = graph;
        this.limits = Map.of(
                "rareLikes", videos.rareLikes(),
                "latestLikes", sources.latestLikes(),
                "largestGroup", sources.largestGroup(),
                "latestGroups", sources.latestGroups());
    }

    /** Returns the number of likes, participations in conversations and address book entries, all together. */
    public long size() {
        return graph.read(SIZE, Map.of()).getFirst().get("relationships").asLong();
    }

    /** Reads all public videos liked by few users, with those users. */
    public SharedInterestIndex.Draft videos() {
        return interests(VIDEOS, LATEST_VIDEOS);
    }

    /** Reads all groups that are not too large, with their participants. */
    public SharedInterestIndex.Draft groups() {
        return interests(GROUPS, LATEST_GROUPS);
    }

    private SharedInterestIndex.Draft interests(Statement all, Statement latest) {
        SharedInterestIndex.Draft draft = new SharedInterestIndex.Draft();
        graph.stream(all, limits, TIMEOUT, row -> draft.add(row.get("id").asLong(), interest(row)));
        graph.stream(
                latest, limits, TIMEOUT, row -> draft.latest(row.get("id").asLong(), numbers(row.get("interests"))));
        return draft;
    }

    /** Reads these groups, by id; groups that no longer exist or are too large have no participants. One statement. */
    public Map<Long, SharedInterest> groups(Collection<Long> groups) {
        return interests(SOME_GROUPS, "groups", groups);
    }

    /**
     * Reads these videos, by id; those that no longer exist, are not rare or are no taste have no likes. One statement.
     */
    public Map<Long, SharedInterest> videos(Collection<Long> videos) {
        return interests(SOME_VIDEOS, "videos", videos);
    }

    private Map<Long, SharedInterest> interests(Statement some, String name, Collection<Long> ids) {
        Map<String, Object> parameters = new HashMap<>(limits);
        parameters.put(name, ids);
        Map<Long, SharedInterest> found = HashMap.newHashMap(ids.size());
        graph.read(some, parameters).forEach(row -> found.put(row.get("id").asLong(), interest(row)));
        return found;
    }

    /** Returns, for each of these users, the videos liked latest, rare or not, as many as count. One statement. */
    public Map<Long, long[]> latestVideos(Collection<Long> people) {
        Map<String, Object> parameters = new HashMap<>(limits);
        parameters.put("people", people);
        Map<Long, long[]> found = HashMap.newHashMap(people.size());
        graph.read(SOME_LATEST_VIDEOS, parameters)
                .forEach(row -> found.put(row.get("id").asLong(), numbers(row.get("interests"))));
        return found;
    }

    /** Reads all pairs of users who have each other in their address books. */
    public SymmetricRelation.Draft contacts() {
        SymmetricRelation.Draft draft = new SymmetricRelation.Draft();
        graph.stream(CONTACTS, Map.of(), TIMEOUT, row -> draft.add(row.get("id").asLong(), numbers(row.get("people"))));
        return draft;
    }

    /**
     * Returns, for each of these users, the users who are in their address book and have them in theirs. One statement.
     */
    public Map<Long, long[]> contacts(Collection<Long> people) {
        Map<Long, long[]> found = HashMap.newHashMap(people.size());
        graph.read(SOME_CONTACTS, Map.of("people", people))
                .forEach(row -> found.put(row.get("id").asLong(), numbers(row.get("people"))));
        return found;
    }

    private static SharedInterest interest(Record row) {
        return new SharedInterest(row.get("owner").asLong(), row.get("sharers").asInt(), numbers(row.get("people")));
    }

    private static long[] numbers(Value list) {
        return list.asList(Value::asLong).stream().mapToLong(Long::longValue).toArray();
    }
}
