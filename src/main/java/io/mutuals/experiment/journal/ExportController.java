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
 * {@code /experiments/<key>/exposures.csv}, {@code outcomes.csv} and {@code explorations.csv}, for a warehouse. People are named by the ids
 * that the API gives them; rows are only ever added until all are deleted long after the experiment's end, so a later export begins with the
 * earlier one but for what was written late. The column
 * {@code trial} tells of whom the results know nothing, because they have, or had, a variant for a trial.
 *
 * <p>An export that cannot be completed never looks complete: when nothing of it has been sent yet, the answer is an error, and when
 * something has, the connection breaks off.
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
                        person(row, "viewer"),
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
                        person(row, "viewer"),
                        person(row, "candidate"),
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

    /** {@code candidates} are those who could have been drawn, in the order of the strategy, between spaces; {@code base} is the index of who was. */
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
                        person(row, "viewer"),
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
                    "There is no experiment of this key.");
            return;
        }
        try {
            response.setContentType("text/csv");
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            // Closed only when all is well: closing would end the answer as if it were complete.
            CsvWriter csv = CsvWriter.builder().build(response.getWriter());
            csv.writeRecord(header);
            read.accept(experiment.number(), row -> csv.writeRecord(line.apply(experiment, row)));
            csv.close();
        } catch (RuntimeException failed) {
            log.warn("An export of the experiment {} broke off", key, failed);
            if (response.isCommitted()) {
                throw failed;
            }
            response.reset();
            ErrorBody.write(
                    request,
                    response,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    ErrorCode.UNAVAILABLE,
                    "The export broke off; please try again in a few seconds.");
        }
    }

    private static String variant(Experiment experiment, Record row) {
        return experiment.variantKeys().get(row.get("variant").asInt());
    }

    private static String person(Record row, String column) {
        return Viewer.USER_ID.encode(row.get(column).asLong());
    }

    private static String trial(Experiment experiment, Record row) {
        return Boolean.toString(experiment.isTrial(row.get("viewer").asLong()));
    }

    private static String text(Record row, String column) {
        return row.get(column).isNull() ? "" : row.get(column).asObject().toString();
    }
}
