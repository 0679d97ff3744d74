package io.mutuals.report;

import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Repository;

/** Reads receipts of reports. */
@Repository
class ReceiptRepository {

    private static final Statement RECEIPTS = new Statement("reports.receipts", """
            UNWIND $keys AS key
            MATCH (report:Report {id: key.report})
            WHERE report.reporterNumber = key.viewer
            RETURN key.index AS index, report.id AS number, report.createdAt AS createdAt, report.state AS state
            """);

    private final Graph graph;

    ReceiptRepository(Graph graph) {
        this.graph = graph;
    }

    /** Reads receipts; touches one report for each key. A key whose viewer is not the reporter has no answer. */
    Map<ReportKey, ReportReceipt> receipts(Set<ReportKey> keys) {
        return graph.readByKey(
                RECEIPTS,
                keys,
                key -> Map.of("viewer", key.viewer().value(), "report", key.report()),
                Map.of(),
                (key, row) -> new ReportReceipt(
                        row.get("number").asLong(),
                        Times.instant(row.get("createdAt")),
                        ReportState.valueOf(row.get("state").asString())));
    }
}
