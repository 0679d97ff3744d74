package io.mutuals.experiment.design;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.mutuals.experiment.assignment.LayerRange;
import io.mutuals.neo4j.Aggregates;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ended experiment of the demo world. Its definition and the journal rows that the simulator once wrote for it are
 * read from {@code about.json}, {@code exposures.csv}, {@code impressions.csv} and {@code outcomes.csv} in the folder
 * {@code experiment} of a data folder; its results are computed like those of any other experiment.
 */
public final class DemoExperiment {

    /** Days between the end of the experiment and the first start of the server; longer than the attribution window. */
    private static final int ENDED_DAYS_AGO = 8;

    private static final Statement EXPOSURES = new Statement("demo.exposures", """
            UNWIND $rows AS row
            CREATE (exposure:Exposure)
            SET exposure = row
            """);

    private static final Statement OUTCOMES = new Statement("demo.outcomes", """
            UNWIND $rows AS row
            CREATE (outcome:Outcome)
            SET outcome = row
            """);

    private final About about;
    private final Path folder;
    private final Duration shift;

    private DemoExperiment(About about, Path folder, Instant now) {
        this.about = about;
        this.folder = folder;
        LocalDate end = LocalDate.ofInstant(about.endedAt(), ZoneOffset.UTC);
        LocalDate wanted = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(ENDED_DAYS_AGO);
        // Whole days, so that rows of one day stay on one day.
        this.shift = Duration.ofDays(ChronoUnit.DAYS.between(end, wanted));
    }

    /**
     * Stores the experiment of a data folder with times relative to {@code now}, unless it is stored already or the
     * folder has none.
     *
     * @return whether it was stored
     */
    public static boolean store(Path folder, Instant now, ListableBeanFactory beans) {
        Path file = folder.resolve("experiment").resolve("about.json");
        if (!Files.isRegularFile(file)) {
            return false;
        }
        About about = JsonMapper.shared().readValue(file, About.class);
        DemoExperiment demo = new DemoExperiment(about, file.resolveSibling("."), now);
        ExperimentRepository experiments = beans.getBean(ExperimentRepository.class);
        Revisions revisions = beans.getBean(Revisions.class);
        return beans.getBean(Aggregates.class).write("demo.experiment", transaction -> {
            revisions.lock(transaction);
            if (experiments.findByKey(about.key()).isPresent()) {
                return false;
            }
            demo.saveChanges(experiments);
            demo.write(transaction, EXPOSURES, "exposures.csv", line -> Stream.of(demo.exposure(line)));
            demo.write(transaction, OUTCOMES, "impressions.csv", demo::impressions);
            demo.write(transaction, OUTCOMES, "outcomes.csv", line -> Stream.of(demo.outcome(line)));
            return true;
        });
    }

    /** Saves each change separately, so that each makes a version of its own as real changes do. */
    private void saveChanges(ExperimentRepository experiments) {
        Instant begun = about.startedAt().plus(shift);
        Instant ended = about.endedAt().plus(shift);
        Experiment draft = experiments.save(draft(begun));
        Experiment started = experiments.save(draft.started(
                new LayerRange(0, 1),
                1,
                change(
                        ExperimentAction.STARTED,
                        begun.plusMillis(1),
                        "0 % to 100 % of the layer " + about.layer() + ", ramped to 100 %",
                        1)));
        Experiment simulated = experiments.save(
                started.noted(change(ExperimentAction.SIMULATED, begun.plusMillis(2), about.simulated(), 2)));
        experiments.save(
                simulated.ended(ExperimentState.STOPPED, change(ExperimentAction.STOPPED, ended, "as planned", 3)));
    }

    private Experiment draft(Instant at) {
        ExperimentDraft draft = new ExperimentDraft(
                about.key(),
                about.hypothesis(),
                about.layer(),
                ExperimentSurface.SUGGESTIONS,
                ExperimentKind.AB,
                RandomizationUnit.USER,
                1,
                about.variants(),
                about.primaryMetric(),
                null);
        return new Experiment(
                about.number(),
                null,
                draft.key(),
                draft.hypothesis(),
                draft.layer(),
                draft.surface(),
                draft.kind(),
                draft.unit(),
                ExperimentState.DRAFT,
                draft.share(),
                0,
                0,
                draft.variants(),
                draft.primaryMetric(),
                draft.watched(),
                at,
                null,
                null,
                List.of(),
                List.of(change(
                        ExperimentAction.CREATED,
                        at,
                        about.variants().size() + " variants in the layer " + about.layer(),
                        0)));
    }

    private static ExperimentChange change(ExperimentAction action, Instant at, String detail, long version) {
        return new ExperimentChange(action, at, ExperimentChange.SIMULATION, detail, null, version);
    }

    private void write(
            Graph.Transaction transaction,
            Statement statement,
            String name,
            Function<NamedCsvRecord, Stream<Map<String, Object>>> read) {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(folder.resolve(name))) {
            csv.forEach(line -> read.apply(line).forEach(rows::add));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        transaction.run(statement, Map.of("rows", rows));
    }

    /** The row as {@code JournalRepository} stores it. */
    private Map<String, Object> exposure(NamedCsvRecord line) {
        int variant = variant(line);
        long viewer = Long.parseLong(line.getField("user"));
        Instant at = at(line);
        String day = LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
        Map<String, Object> row = new HashMap<>();
        row.put("key", about.number() + ":" + variant + ":" + viewer + ":" + day);
        row.put("experiment", about.number());
        row.put("variant", variant);
        row.put("unit", Long.toString(viewer));
        row.put("viewer", viewer);
        row.put("day", day);
        row.put("at", at.atZone(ZoneOffset.UTC));
        row.put("friends", Integer.parseInt(line.getField("friends")));
        row.put("recent", Integer.parseInt(line.getField("recent")));
        return row;
    }

    /**
     * The rows as {@code JournalRepository} stores them. A line holds all impressions of one ranking, each as place and
     * user.
     */
    private Stream<Map<String, Object>> impressions(NamedCsvRecord line) {
        return Arrays.stream(line.getField("suggested").split(" "))
                .map(shown -> shown.split(":"))
                .map(shown ->
                        outcome(line, OutcomeKind.IMPRESSIONS, Long.parseLong(shown[1]), Integer.parseInt(shown[0])));
    }

    private Map<String, Object> outcome(NamedCsvRecord line) {
        return outcome(
                line,
                OutcomeKind.valueOf(line.getField("kind")),
                Long.parseLong(line.getField("suggested")),
                Integer.parseInt(line.getField("place")));
    }

    private Map<String, Object> outcome(NamedCsvRecord line, OutcomeKind kind, long candidate, int place) {
        long viewer = Long.parseLong(line.getField("user"));
        long snapshot = Long.parseLong(line.getField("ranking"));
        String key = about.number() + ":" + viewer + ":" + candidate + ":" + kind;
        Map<String, Object> row = new HashMap<>();
        row.put("key", kind == OutcomeKind.IMPRESSIONS ? key + ":" + snapshot : key);
        row.put("experiment", about.number());
        row.put("variant", variant(line));
        row.put("viewer", viewer);
        row.put("candidate", candidate);
        row.put("kind", kind.name());
        row.put("at", at(line).atZone(ZoneOffset.UTC));
        row.put("snapshot", snapshot);
        row.put("place", place);
        return row;
    }

    private int variant(NamedCsvRecord line) {
        String key = line.getField("variant");
        for (int index = 0; index < about.variants().size(); index++) {
            if (about.variants().get(index).key().equals(key)) {
                return index;
            }
        }
        throw new IllegalArgumentException("There is no variant " + key + " in " + folder);
    }

    private Instant at(NamedCsvRecord line) {
        return Instant.parse(line.getField("at")).plus(shift);
    }

    /**
     * The content of {@code about.json}.
     *
     * @param number internal id
     * @param endedAt end of the experiment; all times are shifted relative to it
     * @param simulated audit trail entry of the simulation
     */
    record About(
            long number,
            String key,
            String hypothesis,
            String layer,
            List<ExperimentVariant> variants,
            ExperimentMetric primaryMetric,
            Instant startedAt,
            Instant endedAt,
            String simulated) {}
}
