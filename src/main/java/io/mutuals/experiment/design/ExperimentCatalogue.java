package io.mutuals.experiment.design;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.KeysetPosition;
import io.mutuals.neo4j.Aggregates;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Pages;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Repository;

/** Looks experiments up. Hand-written statements select which ones; Spring Data Neo4j maps them. */
@Repository
public class ExperimentCatalogue {

    private static final Logger log = LoggerFactory.getLogger(ExperimentCatalogue.class);

    /** The name of the list in its cursors. */
    private static final String LIST = "experiments";

    private static final Statement PAGE = new Statement("experiments.page", """
            UNWIND $keys AS key
            CALL (key) {
              MATCH (experiment:Experiment)
              WHERE (key.state IS NULL OR experiment.state = key.state)
                AND (key.number IS NULL OR experiment.createdAt < key.at
                  OR (experiment.createdAt = key.at AND experiment.id < key.number))
              WITH experiment
              ORDER BY experiment.createdAt DESC, experiment.id DESC
              LIMIT $limit
              RETURN collect(experiment {.id, .createdAt}) AS page
            }
            RETURN key.index AS index, page,
              CASE WHEN key.counted THEN COUNT {
                MATCH (experiment:Experiment)
                WHERE key.state IS NULL OR experiment.state = key.state
              } END AS total
            """);

    private static final Statement COUNTING = new Statement("experiments.numbers", """
            MATCH (experiment:Experiment)
            WHERE experiment.state = 'RUNNING' OR (experiment.state = 'STOPPED' AND experiment.endedAt > $since)
            RETURN experiment.id AS number
            """);

    private final Graph graph;
    private final Pages pages;
    private final Aggregates aggregates;
    private final ExperimentRepository experiments;

    public ExperimentCatalogue(Graph graph, Pages pages, Aggregates aggregates, ExperimentRepository experiments) {
        this.graph = graph;
        this.pages = pages;
        this.aggregates = aggregates;
        this.experiments = experiments;
    }

    /** Pages of experiments, newest first. Two statements, whatever the number of keys. */
    public Map<ExperimentsKey, Connection<Experiment, Edge.Plain<Experiment>>> pages(Set<ExperimentsKey> keys) {
        Map<ExperimentsKey, Connection<Long, Edge.Plain<Long>>> positions = pages.read(
                PAGE,
                keys,
                key -> {
                    Map<String, @Nullable Object> row = new HashMap<>();
                    row.put("state", key.state() == null ? null : key.state().name());
                    return row;
                },
                ExperimentCatalogue::position);
        Map<Long, Experiment> found = experiments(positions.values().stream()
                .flatMap(page -> page.nodes().stream())
                .collect(Collectors.toSet()));
        Map<ExperimentsKey, Connection<Experiment, Edge.Plain<Experiment>>> answers = new HashMap<>();
        positions.forEach((key, page) ->
                answers.put(key, new Connection<>(edges(page.edges(), found), page.pageInfo(), page.totalCount())));
        return answers;
    }

    /** The experiments with the given keys, in one statement; unknown keys are absent. */
    public Map<ExperimentKey, Experiment> byKey(Set<ExperimentKey> keys) {
        List<String> names = keys.stream().map(ExperimentKey::key).toList();
        return aggregates.read("experiments.byKey", () -> experiments.findAllByKeyIn(names)).stream()
                .collect(Collectors.toMap(experiment -> new ExperimentKey(experiment.key()), Function.identity()));
    }

    /** The experiments with the given numbers, in one statement; unknown numbers are absent. */
    public Map<ExperimentNumber, Experiment> byNumber(Set<ExperimentNumber> keys) {
        return experiments(keys.stream().map(ExperimentNumber::number).toList()).entrySet().stream()
                .collect(Collectors.toMap(entry -> new ExperimentNumber(entry.getKey()), Map.Entry::getValue));
    }

    /**
     * The experiments that run, or were stopped after {@code since} and still count outcomes. An experiment that cannot
     * be read is logged and left out, so that the others go on.
     */
    public List<Experiment> counting(Instant since) {
        List<Long> numbers = graph.read(COUNTING, Map.of("since", since.atZone(ZoneOffset.UTC))).stream()
                .map(row -> row.get("number").asLong())
                .toList();
        Collection<Experiment> read = StoredDataGuard.readOr(
                () -> experiments(numbers).values(),
                unreadable -> numbers.stream().flatMap(this::readable).toList());
        // An experiment may have been killed after its number was read.
        return read.stream()
                .filter(experiment -> experiment.isRunning() || experiment.state() == ExperimentState.STOPPED)
                .toList();
    }

    private Stream<Experiment> readable(long number) {
        return StoredDataGuard.readOr(() -> experiments(List.of(number)).values().stream(), unreadable -> {
            log.error(
                    "The experiment {} cannot be read, so no user takes part in it; repair or delete its node",
                    Experiment.ID.encode(number),
                    unreadable);
            return Stream.empty();
        });
    }

    private Map<Long, Experiment> experiments(Collection<Long> numbers) {
        if (numbers.isEmpty()) {
            return Map.of();
        }
        return aggregates.read("experiments.byNumber", () -> experiments.findAllById(numbers)).stream()
                .collect(Collectors.toMap(Experiment::number, Function.identity()));
    }

    private static Edge.Plain<Long> position(ExperimentsKey key, Value found) {
        long number = found.get("id").asLong();
        return new Edge.Plain<>(
                new KeysetPosition.InTime(Times.instant(found.get("createdAt")), number).in(list(key.state())), number);
    }

    /** The name of the list of experiments in a state, as cursors contain it; null stands for all states. */
    public static String list(@Nullable ExperimentState state) {
        return state == null ? LIST : LIST + state;
    }

    private static List<Edge.Plain<Experiment>> edges(List<Edge.Plain<Long>> positions, Map<Long, Experiment> found) {
        return positions.stream()
                .map(position ->
                        new Edge.Plain<>(position.cursor(), Objects.requireNonNull(found.get(position.node()))))
                .toList();
    }
}
