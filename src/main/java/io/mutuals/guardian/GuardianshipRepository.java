package io.mutuals.guardian;

import io.mutuals.api.UserId;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import io.mutuals.user.Age;
import io.mutuals.user.AgeBand;
import io.mutuals.user.Guardianship;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/**
 * Writes guardian links and invitations, inside transactions that lock guardian and ward, smaller id first.
 *
 * <p>A link that ended leaves {@code (guardian)-[:GUARDED {at}]->(ward)}, so that an older row of the platform does not
 * bring it back.
 */
@Repository
class GuardianshipRepository {

    private static final Statement LOCK_GUARDIAN = new Statement(
            "guardians.lock",
            Cypher.of("""
            MATCH (user:User {id: $user})
            SET user.locked = true
            RETURN {age} AS age, COUNT { MATCH (user)-[:GUARDS]->(ward:User) WHERE {holds} } AS wards
            """).with("age", Age.projection("user")).with("holds", Guardianship.holds("user", "ward")));

    private static final Statement INVITE = new Statement("guardians.invite", """
            MATCH (user:User {id: $user})
            OPTIONAL MATCH (user)-[:INVITES_WARD]->(old:GuardianInvitation)
            DETACH DELETE old
            WITH DISTINCT user
            CREATE (user)-[:INVITES_WARD]->(:GuardianInvitation {token: $token, expiresAt: $expiresAt})
            """);

    private static final Statement INVITING = new Statement("guardians.inviting", """
            MATCH (guardian:User)-[:INVITES_WARD]->(:GuardianInvitation {token: $token})
            RETURN guardian.id AS guardian
            """);

    private static final Statement MADE_WITH = new Statement("guardians.madeWith", """
            MATCH (ward:User {id: $ward})
            SET ward.locked = true
            WITH collect(ward) AS locked
            UNWIND locked AS ward
            MATCH (guardian:User)-[:GUARDS {token: $token}]->(ward)
            RETURN guardian.id AS guardian
            """);

    private static final Statement LOCK = new Statement(
            "guardians.lockBoth",
            Cypher.of("""
            UNWIND $users AS id
            MATCH (user:User {id: id})
            SET user.locked = true
            WITH count(*) AS locked
            MATCH (guardian:User {id: $guardian})
            MATCH (ward:User {id: $ward})
            OPTIONAL MATCH (guardian)-[tie:GUARDS]->(ward)
            OPTIONAL MATCH (guardian)-[:INVITES_WARD]->(invitation:GuardianInvitation {token: $token})
            RETURN {guardianAge} AS guardianAge, {wardAge} AS wardAge, tie.since AS since, tie.madeBy AS madeBy,
              invitation.expiresAt AS invitedUntil, EXISTS { (guardian)-[:BLOCKED]-(ward) } AS isHidden,
              {guardians} AS guardians,
              COUNT { MATCH (guardian)-[:GUARDS]->(other:User) WHERE {holds} } AS wards
            """)
                    .with("guardianAge", Age.projection("guardian"))
                    .with("wardAge", Age.projection("ward"))
                    .with("guardians", Guardianship.guardiansOf("ward"))
                    .with("holds", Guardianship.holds("guardian", "other")));

    private static final Statement CREATE = new Statement("guardians.create", """
            MATCH (guardian:User {id: $guardian})
            MATCH (ward:User {id: $ward})
            OPTIONAL MATCH (guardian)-[old:GUARDS|GUARDED]->(ward)
            DELETE old
            WITH DISTINCT guardian, ward
            CREATE (guardian)-[:GUARDS {since: $at, madeBy: $madeBy, token: $token}]->(ward)
            WITH guardian
            OPTIONAL MATCH (guardian)-[:INVITES_WARD]->(invitation:GuardianInvitation {token: $token})
            DETACH DELETE invitation
            """);

    private static final Statement END = new Statement("guardians.end", """
            MATCH (guardian:User {id: $guardian})-[tie:GUARDS]->(ward:User {id: $ward})
            CREATE (guardian)-[:GUARDED {at: $at}]->(ward)
            DELETE tie
            """);

    private static final Statement UNGUARDED =
            new Statement("guardians.unguarded", Cypher.of("""
            UNWIND $wards AS id
            MATCH (ward:User {id: id})
            WHERE {guardians} = 0
            OPTIONAL MATCH (ward)-[:ASKS_FOR]->(request:SettingsRequest)
            DETACH DELETE request
            RETURN DISTINCT id
            """).with("guardians", Guardianship.guardiansOf("ward")));

    private final InstantSource clock;

    GuardianshipRepository(InstantSource clock) {
        this.clock = clock;
    }

    /** Locks a user who is to invite wards; empty if there is no such user. */
    Optional<LockedGuardian> lockedGuardian(Graph.Transaction transaction, UserId user) {
        return transaction.run(LOCK_GUARDIAN, Map.of("user", user.value())).stream()
                .findFirst()
                .map(row -> new LockedGuardian(
                        band(row.get("age")), row.get("wards").asInt()));
    }

    /** Stores the invitation of a locked user, in place of an earlier one. */
    void invite(Graph.Transaction transaction, UserId user, String token, Instant expiresAt) {
        transaction.run(
                INVITE,
                Map.of(
                        "user",
                        user.value(),
                        "token",
                        token,
                        "expiresAt",
                        Objects.requireNonNull(Times.parameter(expiresAt))));
    }

    /** Returns the user who made an invitation, valid or not; empty if there is none with this token. */
    Optional<UserId> inviting(Graph.Transaction transaction, String token) {
        return guardian(transaction.run(INVITING, Map.of("token", token)));
    }

    /** Locks a ward, and returns the guardian whose invitation they have accepted before; empty if there is none. */
    Optional<UserId> madeWith(Graph.Transaction transaction, String token, UserId ward) {
        return guardian(transaction.run(MADE_WITH, Map.of("token", token, "ward", ward.value())));
    }

    private static Optional<UserId> guardian(List<Record> rows) {
        return rows.stream()
                .findFirst()
                .map(row -> new UserId(row.get("guardian").asLong()));
    }

    /**
     * Locks two users until the transaction ends, and returns what connects them; empty if one does not exist.
     *
     * @param token of the invitation that is accepted; null for none
     */
    Optional<LockedTie> locked(Graph.Transaction transaction, UserId guardian, UserId ward, @Nullable String token) {
        Map<String, @Nullable Object> parameters = pair(guardian, ward);
        parameters.put(
                "users", Stream.of(guardian.value(), ward.value()).sorted().toList());
        parameters.put("token", token);
        return transaction.run(LOCK, parameters).stream().findFirst().map(this::tie);
    }

    private LockedTie tie(Record row) {
        Value madeBy = row.get("madeBy");
        return new LockedTie(
                band(row.get("guardianAge")),
                band(row.get("wardAge")),
                Times.instantOrNull(row.get("since")),
                madeBy.isNull() ? null : GuardianshipOrigin.valueOf(madeBy.asString()),
                Times.instantOrNull(row.get("invitedUntil")),
                row.get("isHidden").asBoolean(),
                row.get("guardians").asInt(),
                row.get("wards").asInt());
    }

    private AgeBand band(Value age) {
        return Age.from(age).band(clock.instant());
    }

    /**
     * Creates a link of locked users, in place of one that may have ended.
     *
     * @param token of the invitation that made it, which is used up; null for none
     */
    void create(
            Graph.Transaction transaction,
            UserId guardian,
            UserId ward,
            Instant at,
            GuardianshipOrigin madeBy,
            @Nullable String token) {
        Map<String, @Nullable Object> parameters = pair(guardian, ward);
        parameters.put("at", Times.parameter(at));
        parameters.put("madeBy", madeBy.name());
        parameters.put("token", token);
        transaction.run(CREATE, parameters);
    }

    /** Ends a link of locked users. */
    void end(Graph.Transaction transaction, UserId guardian, UserId ward, Instant at) {
        Map<String, @Nullable Object> parameters = pair(guardian, ward);
        parameters.put("at", Times.parameter(at));
        transaction.run(END, parameters);
    }

    /** Returns those of locked users who have no guardian, and deletes what they have asked guardians for. */
    List<UserId> unguarded(Graph.Transaction transaction, Collection<UserId> wards) {
        List<Long> ids = wards.stream().map(UserId::value).sorted().toList();
        return transaction.run(UNGUARDED, Map.of("wards", ids)).stream()
                .map(row -> new UserId(row.get("id").asLong()))
                .toList();
    }

    private static Map<String, @Nullable Object> pair(UserId guardian, UserId ward) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("guardian", guardian.value());
        parameters.put("ward", ward.value());
        return parameters;
    }

    /** A locked user who may invite wards. */
    record LockedGuardian(AgeBand band, int wards) {}
}
