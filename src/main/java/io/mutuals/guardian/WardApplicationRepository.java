package io.mutuals.guardian;

import io.mutuals.api.UserId;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import io.mutuals.security.Identity;
import io.mutuals.user.Age;
import io.mutuals.user.AgeBand;
import io.mutuals.user.Guardianship;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/**
 * Reads and writes applications for accounts: {@code (:Identity)-[:APPLIES]->(:AccountApplication)
 * -[:ASKS_CONSENT_OF]->(guardian:User)}. An application holds the profile until it is decided, and then only its id and
 * the decision.
 */
@Repository
class WardApplicationRepository {

    private static final String PROFILE =
            "{.handle, .displayName, .foldedName, .bio, .region, .birthYear, .assuredAge, .assuredAgeAt}";

    private static final String IS_PENDING =
            "application.state IS NULL AND application.appliedAt > $now - duration({milliseconds: $life})";

    private static final Statement PENDING =
            new Statement("wardApplications.pending", Cypher.of("""
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            RETURN key.index AS index, COLLECT {
              MATCH (viewer)<-[:ASKS_CONSENT_OF]-(application:AccountApplication)
              WHERE {isPending}
              RETURN application {.id, .handle, .displayName, .birthYear, .appliedAt}
              ORDER BY application.appliedAt, application.id
            } AS pending
            """).with("isPending", IS_PENDING));

    private static final Statement KNOWN =
            new Statement("wardApplications.known", Cypher.of("""
            MATCH (:Identity {issuer: $issuer, subject: $subject})-[:APPLIES]->
              (application:AccountApplication {token: $token})
            WHERE {isPending}
            SET application += $profile
            RETURN application.id AS id
            """).with("isPending", IS_PENDING));

    private static final Statement LOCK_GUARDIAN = new Statement("wardApplications.lockGuardian", """
            MATCH (guardian:User)-[:INVITES_WARD]->(:GuardianInvitation {token: $token})
            SET guardian.locked = true
            WITH collect(guardian) AS locked
            UNWIND locked AS guardian
            MATCH (guardian)-[:INVITES_WARD]->(invitation:GuardianInvitation {token: $token})
            WHERE invitation.expiresAt > $now
            RETURN guardian.id AS guardian
            """);

    private static final Statement STORE = new Statement("wardApplications.store", """
            MATCH (identity:Identity {issuer: $issuer, subject: $subject})
            OPTIONAL MATCH (identity)-[:APPLIES]->(old:AccountApplication)
            DETACH DELETE old
            WITH DISTINCT identity
            MATCH (guardian:User {id: $guardian})-[:INVITES_WARD]->(invitation:GuardianInvitation {token: $token})
            DETACH DELETE invitation
            WITH identity, guardian
            CREATE (identity)-[:APPLIES]->(application:AccountApplication)-[:ASKS_CONSENT_OF]->(guardian)
            SET application = $profile, application.id = $id, application.user = $user, application.token = $token,
              application.appliedAt = $now
            """);

    /** Locks the identity before the guardian, as an application does. */
    private static final Statement LOCK = new Statement(
            "wardApplications.lock",
            Cypher.of("""
            MATCH (:User {id: $guardian})<-[:ASKS_CONSENT_OF]-(:AccountApplication {id: $id})<-[:APPLIES]-(identity)
            SET identity.locked = true
            WITH collect(identity) AS identities
            MATCH (guardian:User {id: $guardian})
            SET guardian.locked = true
            WITH identities, collect(guardian) AS guardians
            UNWIND identities AS identity
            UNWIND guardians AS guardian
            MATCH (guardian)<-[:ASKS_CONSENT_OF]-(application:AccountApplication {id: $id})<-[:APPLIES]-(identity)
            RETURN identity.issuer AS issuer, identity.subject AS subject, application.user AS user,
              application.state AS state, {isPending} AS isPending, application {profile} AS profile,
              {age} AS age, COUNT { MATCH (guardian)-[:GUARDS]->(ward:User) WHERE {holds} } AS wards
            """)
                    .with("isPending", IS_PENDING)
                    .with("profile", PROFILE)
                    .with("age", Age.projection("guardian"))
                    .with("holds", Guardianship.holds("guardian", "ward")));

    private static final Statement DECIDE = new Statement("wardApplications.decide", """
            MATCH (:User {id: $guardian})<-[:ASKS_CONSENT_OF]-(application:AccountApplication {id: $id})
            SET application = {id: application.id, user: application.user, appliedAt: application.appliedAt,
              state: $state}
            """);

    private final Graph graph;
    private final InstantSource clock;
    private final Duration life;

    WardApplicationRepository(Graph graph, GuardianProperties properties, InstantSource clock) {
        this.graph = graph;
        this.clock = clock;
        this.life = properties.applicationLife();
    }

    /** Returns the applications that each user is to decide about, the oldest first. */
    Map<UserId, List<WardApplication>> pending(Set<UserId> viewers) {
        return graph.readByKey(
                PENDING,
                viewers,
                viewer -> Map.of("viewer", viewer.value()),
                Map.of("life", life.toMillis()),
                (viewer, row) -> row.get("pending").asList(WardApplicationRepository::application));
    }

    private static WardApplication application(Value found) {
        return new WardApplication(
                found.get("id").asLong(),
                found.get("handle").asString(),
                found.get("displayName").asString(),
                found.get("birthYear").asInt(),
                Times.instant(found.get("appliedAt")));
    }

    /**
     * Replaces the profile in the pending application that a locked identity made with a token; returns whether there
     * is one.
     */
    boolean replace(
            Graph.Transaction transaction,
            Identity identity,
            String token,
            Map<String, ? extends @Nullable Object> profile) {
        Map<String, @Nullable Object> parameters = parameters(identity);
        parameters.put("token", token);
        parameters.put("profile", profile);
        parameters.put("life", life.toMillis());
        return !transaction.run(KNOWN, parameters).isEmpty();
    }

    /** Locks the user who made a valid invitation, and returns them; empty if there is none with this token. */
    Optional<UserId> lockedGuardian(Graph.Transaction transaction, String token) {
        return transaction.run(LOCK_GUARDIAN, Map.of("token", token)).stream()
                .findFirst()
                .map(row -> new UserId(row.get("guardian").asLong()));
    }

    /** Stores the application of a locked identity, in place of an earlier one, and uses the invitation up. */
    void store(
            Graph.Transaction transaction,
            Identity identity,
            UserId guardian,
            String token,
            long id,
            UserId user,
            Map<String, ? extends @Nullable Object> profile) {
        Map<String, @Nullable Object> parameters = parameters(identity);
        parameters.put("guardian", guardian.value());
        parameters.put("token", token);
        parameters.put("id", id);
        parameters.put("user", user.value());
        parameters.put("profile", profile);
        transaction.run(STORE, parameters);
    }

    /**
     * Locks the applicant and the guardian, and returns the application; empty if the guardian has none with this id.
     */
    Optional<Locked> locked(Graph.Transaction transaction, UserId guardian, long id) {
        Map<String, Object> parameters = Map.of("guardian", guardian.value(), "id", id, "life", life.toMillis());
        return transaction.run(LOCK, parameters).stream()
                .findFirst()
                .map(row -> new Locked(
                        new Identity(
                                row.get("issuer").asString(), row.get("subject").asString()),
                        new UserId(row.get("user").asLong()),
                        row.get("state").isNull()
                                ? SettingsRequest.State.PENDING
                                : SettingsRequest.State.valueOf(row.get("state").asString()),
                        row.get("isPending").asBoolean(),
                        new HashMap<String, @Nullable Object>(row.get("profile").asMap()),
                        Age.from(row.get("age")).band(clock.instant()) == AgeBand.ADULT,
                        row.get("wards").asInt()));
    }

    /** Stores a decision in place of the profile. */
    void decide(Graph.Transaction transaction, UserId guardian, long id, SettingsRequest.State state) {
        transaction.run(DECIDE, Map.of("guardian", guardian.value(), "id", id, "state", state.name()));
    }

    private static Map<String, @Nullable Object> parameters(Identity identity) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("issuer", identity.issuer());
        parameters.put("subject", identity.subject());
        return parameters;
    }

    /**
     * A locked application.
     *
     * @param user the id that the account will have
     * @param isPending whether it may be decided; false if it was, or has lapsed
     * @param profile the properties of the user
     * @param wards the number of wards of the guardian
     */
    record Locked(
            Identity identity,
            UserId user,
            SettingsRequest.State state,
            boolean isPending,
            Map<String, @Nullable Object> profile,
            boolean isGuardianAdult,
            int wards) {}
}
