package io.mutuals.guardian;

import io.mutuals.api.UserId;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import io.mutuals.user.SettingChoices;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Reads and writes what wards ask for, inside transactions that lock the ward. */
@Repository
class SettingsRequestRepository {

    private static final Statement OF_WARD = new Statement(
            "settingsRequests.ofWard", Cypher.of("""
            MATCH (:User {id: $ward})-[:ASKS_FOR]->(asked:SettingsRequest)
            RETURN {request} AS request
            """).with("request", SettingsRequest.projection("asked")));

    private static final Statement STORE = new Statement("settingsRequests.store", """
            MATCH (ward:User {id: $ward})
            OPTIONAL MATCH (ward)-[:ASKS_FOR]->(old:SettingsRequest)
            DETACH DELETE old
            WITH DISTINCT ward
            CREATE (ward)-[:ASKS_FOR]->(asked:SettingsRequest)
            SET asked = $settings, asked.id = $id, asked.requestedAt = $at, asked.state = 'PENDING'
            """);

    private static final Statement WARD_OF = new Statement("settingsRequests.wardOf", """
            MATCH (:User {id: $guardian})-[:GUARDS]->(ward:User)-[:ASKS_FOR]->(:SettingsRequest {id: $id})
            RETURN ward.id AS ward
            """);

    private static final Statement DECIDE = new Statement("settingsRequests.decide", """
            MATCH (:User {id: $ward})-[:ASKS_FOR]->(asked:SettingsRequest {id: $id})
            SET asked.state = $state, asked.decidedAt = $at
            """);

    /** Returns what a locked ward has asked for last; empty if nothing. */
    Optional<SettingsRequest> ofWard(Graph.Transaction transaction, UserId ward) {
        return transaction.run(OF_WARD, Map.of("ward", ward.value())).stream()
                .findFirst()
                .map(row -> SettingsRequest.from(row.get("request")));
    }

    /** Stores what a locked ward asks for, in place of an earlier request. */
    void store(Graph.Transaction transaction, UserId ward, long id, SettingChoices settings, Instant at) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("ward", ward.value());
        parameters.put("id", id);
        parameters.put("settings", settings.stored());
        parameters.put("at", Times.parameter(at));
        transaction.run(STORE, parameters);
    }

    /** Returns the user who made a request, of those whom the guardian is linked with; empty if there is none. */
    Optional<UserId> wardOf(Graph.Transaction transaction, UserId guardian, long id) {
        return transaction.run(WARD_OF, Map.of("guardian", guardian.value(), "id", id)).stream()
                .findFirst()
                .map(row -> new UserId(row.get("ward").asLong()));
    }

    /** Stores the decision about a request of a locked ward. */
    void decide(Graph.Transaction transaction, UserId ward, long id, SettingsRequest.State state, Instant at) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("ward", ward.value());
        parameters.put("id", id);
        parameters.put("state", state.name());
        parameters.put("at", Times.parameter(at));
        transaction.run(DECIDE, parameters);
    }
}
