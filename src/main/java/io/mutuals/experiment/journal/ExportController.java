package io.mutuals.experiment.journal;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.mutuals.api.ErrorBody;
import io.mutuals.api.ErrorCode;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentCatalogue;
import io.mutuals.experiment.design.ExperimentKey;
import io.mutuals.security.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.neo4j.driver.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Exports the journal of an experiment as CSV, for a data warehouse: {@code /experiments/<key>/exposures.csv},
 * {@code outcomes.csv} and {@code explorations.csv}.
 *
 * <p>Users are named by their API ids. Rows are only added until all are deleted long after the end of the experiment,
 * so a later export begins with the earlier one, except for rows that were written late. The column {@code trial} marks
 * users whom the results exclude because they have, or had, a trial variant.
 *
 * <p>An incomplete export never looks complete: before the first byte is sent it is answered with an error, after that
 * the connection breaks off.
 */
@Controller
class ExportController {

    private static final Logger log = LoggerFactory.getLogger(ExportController.class);

    private static final List<String> EXPOSURES =
            List.of("experiment", "variant", "unit", "viewer", "day", "at", "friends", "recent_friends", "trial");
    private static final List<String> OUTCOMES = List.of(
            "experiment",
            "variant",
            "viewer",
            "candidate",
            "kind",
            "at",
            "snapshot",
            "place",
            "team",
            "base",
            "propensity",
            "among",
            "trial");
    private static final List<String> EXPLORATIONS =
            List.of("experiment", "variant", "viewer", "at", "snapshot", "base", "propensity", "candidates", "trial");

    private final ExperimentCatalogue catalogue;
    private final ExportRepository rows;

    ExportController(ExperimentCatalogue catalogue, ExportRepository rows) {
        this.catalogue = catalogue;
        this.rows = rows;
    }

    @GetMapping("/experiments/{key}/exposures.csv")
    void exposures(@PathVariable String key, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        export(
                key,
                request,
                response,
                EXPOSURES,
                rows::exposures,
                (experiment, row) -> List.of(
                        key,
                        variant(experiment, row),
                        row.get("unit").asString(),
                        userId(row, "viewer"),
                        row.get("day").asString(),
                        row.get("at").asString(),
                        text(row, "friends"),
                        text(row, "recent"),
                        trial(experiment, row)));
    }

    @GetMapping("/experiments/{key}/outcomes.csv")
    void outcomes(@PathVariable String key, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        export(
                key,
                request,
                response,
                OUTCOMES,
                rows::outcomes,
                (experiment, row) -> List.of(
                        key,
                        variant(experiment, row),
                        userId(row, "viewer"),
                        userId(row, "candidate"),
                        row.get("kind").asString(),
                        row.get("at").asString(),
                        text(row, "snapshot"),
                        text(row, "place"),
                        text(row, "team"),
                        text(row, "base"),
                        text(row, "propensity"),
                        text(row, "among"),
                        trial(experiment, row)));
    }

    /**
     * The column {@code candidates} lists the users who could have been drawn, in the order of the strategy, separated
     * by spaces; {@code base} is the index of the one who was.
     */
    @GetMapping("/experiments/{key}/explorations.csv")
    void explorations(@PathVariable String key, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        export(
                key,
                request,
                response,
                EXPLORATIONS,
                rows::explorations,
                (experiment, row) -> List.of(
                        key,
                        variant(experiment, row),
                        userId(row, "viewer"),
                        row.get("at").asString(),
                        text(row, "snapshot"),
                        text(row, "base"),
                        text(row, "propensity"),
                        String.join(
                                " ",
                                row.get("candidates").asList(candidate -> Viewer.USER_ID.encode(candidate.asLong()))),
                        trial(experiment, row)));
    }

    private void export(
            String key,
            HttpServletRequest request,
            HttpServletResponse response,
            List<String> header,
            BiConsumer<Long, Consumer<Record>> read,
            BiFunction<Experiment, Record, List<String>> line)
            throws IOException {
        ExperimentKey wanted = new ExperimentKey(key);
        Experiment experiment = catalogue.byKey(Set.of(wanted)).get(wanted);
        if (experiment == null) {
            ErrorBody.write(
                    request,
                    response,
                    HttpStatus.NOT_FOUND,
                    ErrorCode.INVALID_ARGUMENT,
                    "There is no experiment with this key.");
            return;
        }
        try {
            response.setContentType("text/csv");
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            // Closed only on success: closing would end the response as if it were complete.
            CsvWriter csv = CsvWriter.builder().build(response.getWriter());
            csv.writeRecord(header);
            read.accept(experiment.number(), row -> csv.writeRecord(line.apply(experiment, row)));
            csv.close();
        } catch (RuntimeException failed) {
            log.warn("The export of the experiment {} failed; the client has to request it again", key, failed);
            if (response.isCommitted()) {
                throw failed;
            }
            response.reset();
            ErrorBody.write(
                    request,
                    response,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    ErrorCode.UNAVAILABLE,
                    "The export failed; try again in a few seconds.");
        }
    }

    private static String variant(Experiment experiment, Record row) {
        return experiment.variantKeys().get(row.get("variant").asInt());
    }

    private static String userId(Record row, String column) {
        return Viewer.USER_ID.encode(row.get(column).asLong());
    }

    private static String trial(Experiment experiment, Record row) {
        return Boolean.toString(experiment.isTrial(row.get("viewer").asLong()));
    }

    private static String text(Record row, String column) {
        return row.get(column).isNull() ? "" : row.get(column).asObject().toString();
    }
}
