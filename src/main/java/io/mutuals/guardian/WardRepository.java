package io.mutuals.guardian;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.KeysetPosition;
import io.mutuals.api.UserId;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Pages;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import io.mutuals.user.Age;
import io.mutuals.user.AgeBand;
import io.mutuals.user.Guardianship;
import io.mutuals.user.SettingChoices;
import io.mutuals.user.UserKey;
import io.mutuals.user.Visibility;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/**
 * Reads wards for their guardians, and guardians for their wards. Each statement asks whether the link holds. Absent
 * users are left out; what an absent guardian has locked stays locked.
 */
@Repository
class WardRepository {

    /** The name of the list of wards in its cursors. */
    static final String WARDS = "wards";

    /** The name of the list of a ward's friends in its cursors. */
    static final String FRIENDS = "wardFriends";

    /** The name of the list of the users whom a ward blocked in its cursors. */
    static final String BLOCKED = "wardBlocked";

    private static final Statement PAGE = new Statement(
            "wards.page",
            Cypher.of("""
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            CALL (viewer, key) {
              MATCH (viewer)-[tie:GUARDS]->(ward:User)
              WHERE {holds} AND {isPresent} AND (key.number IS NULL OR tie.since < key.at
                OR (tie.since = key.at AND ward.id > key.number))
              WITH tie, ward
              ORDER BY tie.since DESC, ward.id
              LIMIT $limit
              RETURN collect({ward}) AS page
            }
            RETURN key.index AS index, page,
              CASE WHEN key.counted THEN COUNT {
                MATCH (viewer)-[:GUARDS]->(ward:User)
                WHERE {holds} AND {isPresent}
              } END AS total
            """)
                    .with("holds", Guardianship.holds("viewer", "ward"))
                    .with("isPresent", Visibility.isPresent("ward"))
                    .with("ward", Ward.projection("tie", "ward")));

    private static final Statement BY_KEY = new Statement(
            "wards.byKey",
            Cypher.of("""
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})-[tie:GUARDS]->(ward:User {id: key.user})
            WHERE {holds} AND {isPresent}
            RETURN key.index AS index, {ward} AS ward
            """)
                    .with("holds", Guardianship.holds("viewer", "ward"))
                    .with("isPresent", Visibility.isPresent("ward"))
                    .with("ward", Ward.projection("tie", "ward")));

    private static final Statement GUARDIANS = new Statement(
            "wards.guardians",
            Cypher.of("""
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            RETURN key.index AS index, {age} AS age, COLLECT {
              MATCH (guardian:User)-[tie:GUARDS]->(viewer)
              WHERE {holds} AND {isPresent}
              RETURN guardian {.id, .handle, .displayName, since: tie.since, madeBy: tie.madeBy}
              ORDER BY tie.since, guardian.id
            } AS guardians
            """)
                    .with("age", Age.projection("viewer"))
                    .with("holds", Guardianship.holds("guardian", "viewer"))
                    .with("isPresent", Visibility.isPresent("guardian")));

    private static final Statement ASKED = new Statement(
            "wards.asked",
            Cypher.of("""
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            WITH key, viewer, {guardians} > 0 AS isGuarded
            RETURN key.index AS index,
              CASE WHEN isGuarded THEN {limits} ELSE {} END AS limits,
              head(COLLECT {
                MATCH (viewer)-[:ASKS_FOR]->(asked:SettingsRequest)
                WHERE isGuarded
                RETURN {request}
              }) AS request
            """)
                    .with("guardians", Guardianship.guardiansOf("viewer"))
                    .with("limits", SettingChoices.limitsOf("viewer"))
                    .with("request", SettingsRequest.projection("asked")));

    private static final Statement FRIENDS_OF_WARD =
            contacts("wards.friends", "(ward)-[tie:FRIENDS_WITH]-(other:User)", "tie.since");

    private static final Statement BLOCKED_BY_WARD =
            contacts("wards.blocked", "(ward)-[tie:BLOCKED]->(other:User)", "tie.at");

    private final Graph graph;
    private final Pages pages;
    private final InstantSource clock;

    WardRepository(Graph graph, Pages pages, InstantSource clock) {
        this.graph = graph;
        this.pages = pages;
        this.clock = clock;
    }

    /** Blocks between the guardian and the contacts of the ward do not count: they would hide from oversight. */
    private static Statement contacts(String name, String pattern, String since) {
        return new Statement(
                name,
                Cypher.of("""
                UNWIND $keys AS key
                MATCH (viewer:User {id: key.viewer})-[:GUARDS]->(ward:User {id: key.ward})
                WHERE {holds} AND {isWardPresent}
                CALL (ward, key) {
                  MATCH {pattern}
                  WHERE {isPresent} AND (key.number IS NULL OR {since} < key.at
                    OR ({since} = key.at AND other.id > key.number))
                  WITH tie, other
                  ORDER BY {since} DESC, other.id
                  LIMIT $limit
                  RETURN collect(other {.id, .handle, .displayName, since: {since}}) AS page
                }
                RETURN key.index AS index, page, CASE WHEN key.counted THEN COUNT {
                    MATCH {pattern}
                    WHERE {isPresent}
                  } END AS total
                """)
                        .with("holds", Guardianship.holds("viewer", "ward"))
                        .with("isWardPresent", Visibility.isPresent("ward"))
                        .with("isPresent", Visibility.isPresent("other"))
                        .with("pattern", pattern)
                        .with("since", since));
    }

    /** Returns a page for each key; touches every ward of the viewer. */
    Map<WardsKey, Connection<Ward, Edge.Plain<Ward>>> wards(Set<WardsKey> keys) {
        return pages.read(PAGE, keys, key -> Map.of("viewer", key.viewer().value()), (key, found) -> {
            Ward ward = Ward.from(found, clock.instant());
            return new Edge.Plain<>(new KeysetPosition.InTime(ward.since(), ward.number()).in(WARDS), ward);
        });
    }

    /** Returns the wards among the users; those who are no wards of the viewer are absent. */
    Map<UserKey, Ward> ward(Set<UserKey> keys) {
        return graph.readByKey(
                BY_KEY, keys, UserKey::parameters, Map.of(), (key, row) -> Ward.from(row.get("ward"), clock.instant()));
    }

    /** Returns the guardians of each user, the longest first. */
    Map<UserId, List<Guardian>> guardians(Set<UserId> viewers) {
        return graph.readByKey(
                GUARDIANS, viewers, viewer -> Map.of("viewer", viewer.value()), Map.of(), (viewer, row) -> {
                    AgeBand band = Age.from(row.get("age")).band(clock.instant());
                    return row.get("guardians").asList(found -> guardian(found, band));
                });
    }

    private static Guardian guardian(Value found, AgeBand viewer) {
        GuardianshipOrigin madeBy =
                GuardianshipOrigin.valueOf(found.get("madeBy").asString());
        return new Guardian(
                found.get("id").asLong(),
                found.get("handle").asString(),
                found.get("displayName").asString(),
                Times.instant(found.get("since")),
                madeBy,
                GuardianRules.againstEndingByWard(viewer, madeBy).isEmpty());
    }

    /** Returns what guardians permit each user, and what the user has asked for. */
    Map<UserId, Guarded> guarded(Set<UserId> viewers) {
        return graph.readByKey(
                ASKED,
                viewers,
                viewer -> Map.of("viewer", viewer.value()),
                Map.of(),
                (viewer, row) -> new Guarded(
                        SettingChoices.from(row.get("limits")),
                        row.get("request").isNull() ? List.of() : List.of(SettingsRequest.from(row.get("request")))));
    }

    /** Returns a page of the friends of each ward; those of users who are no wards of the viewer are absent. */
    Map<WardContactsKey, Connection<WardContact, Edge.Plain<WardContact>>> friends(Set<WardContactsKey> keys) {
        return contacts(FRIENDS_OF_WARD, FRIENDS, keys);
    }

    /** Returns a page of the users whom each ward has blocked; those of users who are no wards are absent. */
    Map<WardContactsKey, Connection<WardContact, Edge.Plain<WardContact>>> blocked(Set<WardContactsKey> keys) {
        return contacts(BLOCKED_BY_WARD, BLOCKED, keys);
    }

    private Map<WardContactsKey, Connection<WardContact, Edge.Plain<WardContact>>> contacts(
            Statement statement, String list, Set<WardContactsKey> keys) {
        return pages.read(
                statement,
                keys,
                key -> Map.of(
                        "viewer",
                        key.ward().viewer().value(),
                        "ward",
                        key.ward().user().value()),
                (key, found) -> {
                    Instant since = Times.instant(found.get("since"));
                    WardContact contact = new WardContact(
                            found.get("id").asLong(),
                            found.get("handle").asString(),
                            found.get("displayName").asString(),
                            since);
                    return new Edge.Plain<>(new KeysetPosition.InTime(since, contact.number()).in(list), contact);
                });
    }

    /**
     * What guardians permit a user.
     *
     * @param request what the user has asked for last; empty if nothing
     */
    record Guarded(SettingChoices limits, List<SettingsRequest> request) {}
}
