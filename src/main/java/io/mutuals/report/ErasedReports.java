package io.mutuals.report;

import io.mutuals.erasure.ErasedUser;
import io.mutuals.erasure.ErasureBatches;
import io.mutuals.erasure.ErasureStep;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Erases the reports of a user. In other reports the user has no name any more: as the reporter, as the moderator, and
 * as the author of messages around what was reported, whose content goes too.
 */
@Component
class ErasedReports implements ErasureStep {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** No user's. */
    private static final int NO_ONE = 0;

    private static final String NOBODY =
            "{\"number\":0,\"handle\":\"deleted\",\"displayName\":\"Deleted user\",\"bio\":null,\"avatar\":null}";

    /** Touches all reports. */
    private static final Statement AGAINST = new Statement("erasure.reportsOfUser", """
            MATCH (report:Report {reportedNumber: $user})
            WITH report
            LIMIT $most
            DELETE report
            RETURN 1 AS erased
            """);

    /** Touches all reports. */
    private static final Statement BY = new Statement("erasure.reportsByUser", """
            MATCH (report:Report {reporterNumber: $user})
            WITH report
            LIMIT $most
            SET report.reporterNumber = 0, report.reporter = '%s'
            REMOVE report.comment
            RETURN 1 AS erased
            """.formatted(NOBODY));

    /** Touches all reports. */
    private static final Statement WITH = new Statement("erasure.reportsWithUser", """
            MATCH (report:Report)
            WHERE any(name IN ['"sender":{"number":', '"author":{"number":', '"user":{"number":', '"authorNumber":',
                '"moderator":']
              WHERE report.evidence CONTAINS name + $user + ',' OR report.decision CONTAINS name + $user + ',')
            RETURN report.id AS id, report.evidence AS evidence, report.decision AS decision
            LIMIT 100
            """);

    private static final Statement REPLACE = new Statement("erasure.reportEvidence", """
            MATCH (report:Report {id: $id})
            SET report.evidence = $evidence, report.decision = coalesce($decision, report.decision)
            """);

    private final ErasureBatches batches;
    private final Graph graph;

    ErasedReports(ErasureBatches batches, Graph graph) {
        this.batches = batches;
        this.graph = graph;
    }

    @Override
    public boolean eraseBatch(ErasedUser user) {
        return batches.run(AGAINST, user) || batches.run(BY, user) || eraseFromEvidence(user);
    }

    private boolean eraseFromEvidence(ErasedUser user) {
        long number = user.user().value();
        List<Record> found = graph.read(WITH, Map.of("user", number));
        for (Record row : found) {
            Map<String, @Nullable Object> parameters = new HashMap<>();
            parameters.put("id", row.get("id").asLong());
            parameters.put("evidence", without(row.get("evidence"), number));
            parameters.put("decision", without(row.get("decision"), number));
            graph.write(REPLACE.name(), transaction -> transaction.run(REPLACE, parameters));
        }
        return !found.isEmpty();
    }

    private static @Nullable String without(Value stored, long user) {
        if (stored.isNull()) {
            return null;
        }
        JsonNode tree = JSON.readTree(stored.asString());
        erase(tree, user);
        return JSON.writeValueAsString(tree);
    }

    private static void erase(JsonNode tree, long user) {
        tree.forEach(part -> erase(part, user));
        if (!(tree instanceof ObjectNode part)) {
            return;
        }
        for (String field : List.of("sender", "author")) {
            if (part.path(field).path("number").asLong(NO_ONE) == user) {
                part.putNull(field);
                part.putNull("body");
            }
        }
        for (String field : List.of("authorNumber", "moderator")) {
            if (part.path(field).asLong(NO_ONE) == user) {
                part.put(field, NO_ONE);
            }
        }
    }
}
