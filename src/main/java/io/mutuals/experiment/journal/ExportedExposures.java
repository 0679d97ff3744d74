package io.mutuals.experiment.journal;

import io.mutuals.export.ExportSection;
import io.mutuals.export.ExportedData;
import io.mutuals.neo4j.Cypher;
import io.mutuals.user.OwnData;
import java.util.List;
import org.springframework.stereotype.Component;

/** Exports in which experiments a user took part, with the number of the variant, 0 for the first. */
@Component
class ExportedExposures implements ExportedData {

    @Override
    public List<ExportSection> sections() {
        return List.of(OwnData.list("experiments", Cypher.of("""
                MATCH (row:Exposure)
                WHERE row.viewer = viewer.id
                WITH row, duration.inDays(date('1970-01-01'), date(row.day)).days AS day
                WHERE row.experiment > $after OR (row.experiment = $after AND day > $within)
                WITH row, day
                ORDER BY row.experiment, day
                RETURN row.experiment AS after, day AS within, {
                  experiment: head(COLLECT { MATCH (one:Experiment {id: row.experiment}) RETURN one.key }),
                  variant: row.variant, day: row.day, at: row.at
                } AS item
                """)));
    }
}
