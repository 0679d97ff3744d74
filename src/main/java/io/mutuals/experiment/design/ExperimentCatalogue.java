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

/** Finds experiments: which ones by a statement, what they are by Spring Data. */
@Repository
public class ExperimentCatalogue {

    private static final Logger log = LoggerFactory.getLogger(ExperimentCatalogue.class);

    /** How the list is called in its cursors. */
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

    /** The experiments, newest first; two statements, whatever the number of keys. */
    public Map<ExperimentsKey, Connection<Experiment, Edge.Plain<Experiment>>> pages(Set<ExperimentsKey> keys) {
        Map<ExperimentsKey, Connection<Long, Edge.Plain<Long>>> places = pages.read(
                PAGE,
                keys,
                key -> {
                    Map<String, @Nullable Object> row = new HashMap<>();
                    row.put("state", key.state() == null ? null : key.state().name());
                    return row;
                },
                ExperimentCatalogue::place);
        Map<Long, Experiment> found = experiments(
                places.values().stream().flatMap(page -> page.nodes().stream()).collect(Collectors.toSet()));
        Map<ExperimentsKey, Connection<Experiment, Edge.Plain<Experiment>>> answers = new HashMap<>();
        places.forEach((key, page) ->
                answers.put(key, new Connection<>(edges(page.edges(), found), page.pageInfo(), page.totalCount())));
        return answers;
    }

    /** The experiments with these keys, in one statement. */
    public Map<ExperimentKey, Experiment> byKey(Set<ExperimentKey> keys) {
        List<String> names = keys.stream().map(ExperimentKey::key).toList();
        return aggregates.read("experiments.byKey", () -> experiments.findAllByKeyIn(names)).stream()
                .collect(Collectors.toMap(experiment -> new ExperimentKey(experiment.key()), Function.identity()));
    }

    /** The experiments with these numbers, in one statement. */
    public Map<ExperimentNumber, Experiment> byNumber(Set<ExperimentNumber> keys) {
        return experiments(keys.stream().map(ExperimentNumber::number).toList()).entrySet().stream()
                .collect(Collectors.toMap(entry -> new ExperimentNumber(entry.getKey()), Map.Entry::getValue));
    }

    /** Those that run or were stopped after {@code since}; one that cannot be read is left out, so that the others go on. */
    public List<Experiment> counting(Instant since) {
        List<Long> numbers = graph.read(COUNTING, Map.of("since", since.atZone(ZoneOffset.UTC))).stream()
                .map(row -> row.get("number").asLong())
                .toList();
        Collection<Experiment> read = StoredDataGuard.contained(
                () -> experiments(numbers).values(),
                unreadable -> numbers.stream().flatMap(this::readable).toList());
        // It may have been killed since its number was read.
        return read.stream()
                .filter(experiment -> experiment.isRunning() || experiment.state() == ExperimentState.STOPPED)
                .toList();
    }

    private Stream<Experiment> readable(long number) {
        return StoredDataGuard.contained(() -> experiments(List.of(number)).values().stream(), unreadable -> {
            log.error(
                    "The experiment {} cannot be read; nobody takes part in it",
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

    private static Edge.Plain<Long> place(ExperimentsKey key, Value found) {
        long number = found.get("id").asLong();
        return new Edge.Plain<>(
                new KeysetPosition.InTime(Times.instant(found.get("createdAt")), number).in(list(key.state())), number);
    }

    /** How the list of the experiments in a state is called in its cursors. */
    public static String list(@Nullable ExperimentState state) {
        return state == null ? LIST : LIST + state;
    }

    private static List<Edge.Plain<Experiment>> edges(List<Edge.Plain<Long>> places, Map<Long, Experiment> found) {
        return places.stream()
                .map(place -> new Edge.Plain<>(place.cursor(), Objects.requireNonNull(found.get(place.node()))))
                .toList();
    }
}
