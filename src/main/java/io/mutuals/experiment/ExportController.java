package io.mutuals.experiment;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.mutuals.security.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * {@code /experiments/<key>/exposures.csv} and {@code outcomes.csv}, for a warehouse. People are named by the ids that the API gives them; rows
 * are only ever added, so a later export begins with the earlier one but for what was written late.
 */
@Controller
class ExportController {

    private static final List<String> EXPOSURES =
            List.of("experiment", "variant", "unit", "user", "day", "at", "friends", "recent_friends");
    private static final List<String> OUTCOMES = List.of(
            "experiment",
            "variant",
            "user",
            "suggested",
            "kind",
            "at",
            "ranking",
            "place",
            "team",
            "base",
            "propensity",
            "among");

    private final ExperimentCatalogue catalogue;
    private final ExportRepository rows;

    ExportController(ExperimentCatalogue catalogue, ExportRepository rows) {
        this.catalogue = catalogue;
        this.rows = rows;
    }

    @GetMapping("/experiments/{key}/exposures.csv")
    void exposures(@PathVariable String key, HttpServletResponse response) throws IOException {
        Experiment experiment = find(key);
        if (experiment == null) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try (CsvWriter csv = csv(response, EXPOSURES)) {
            rows.exposures(
                    experiment.number(),
                    row -> csv.writeRecord(
                            key,
                            arm(experiment, row),
                            row.get("unit").asString(),
                            person(row, "viewer"),
                            row.get("day").asString(),
                            row.get("at").asString(),
                            text(row, "friends"),
                            text(row, "recent")));
        }
    }

    @GetMapping("/experiments/{key}/outcomes.csv")
    void outcomes(@PathVariable String key, HttpServletResponse response) throws IOException {
        Experiment experiment = find(key);
        if (experiment == null) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try (CsvWriter csv = csv(response, OUTCOMES)) {
            rows.outcomes(
                    experiment.number(),
                    row -> csv.writeRecord(
                            key,
                            arm(experiment, row),
                            person(row, "viewer"),
                            person(row, "candidate"),
                            row.get("kind").asString(),
                            row.get("at").asString(),
                            text(row, "snapshot"),
                            text(row, "place"),
                            text(row, "team"),
                            text(row, "base"),
                            text(row, "propensity"),
                            text(row, "among")));
        }
    }

    private @Nullable Experiment find(String key) {
        ExperimentKey wanted = new ExperimentKey(key);
        return catalogue.byKey(Set.of(wanted)).get(wanted);
    }

    private static CsvWriter csv(HttpServletResponse response, List<String> header) throws IOException {
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        CsvWriter csv = CsvWriter.builder().build(response.getWriter());
        csv.writeRecord(header);
        return csv;
    }

    private static String arm(Experiment experiment, Record row) {
        return experiment.arms().get(row.get("variant").asInt());
    }

    private static String person(Record row, String column) {
        return Viewer.USER_ID.encode(row.get(column).asLong());
    }

    private static String text(Record row, String column) {
        return row.get(column).isNull() ? "" : row.get(column).asObject().toString();
    }
}
