package io.mutuals.report;

import io.mutuals.export.ExportSection;
import io.mutuals.export.ExportedData;
import io.mutuals.neo4j.Cypher;
import io.mutuals.user.OwnData;
import java.util.List;
import org.springframework.stereotype.Component;

/** Exports the reports that a user has made: the receipts, and what they wrote. */
@Component
class ExportedReports implements ExportedData {

    @Override
    public List<ExportSection> sections() {
        return List.of(OwnData.list("reports", Cypher.of("""
                MATCH (report:Report)
                WHERE report.reporterNumber = viewer.id AND report.id > $after
                WITH report
                ORDER BY report.id
                RETURN report.id AS after, {
                  id: {rcp: report.id}, kind: report.kind, reason: report.reason, comment: report.comment,
                  createdAt: report.createdAt, state: report.state
                } AS item
                """)));
    }
}
