package io.mutuals.experiment.results;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentMetric;
import io.mutuals.experiment.design.ExperimentProperties;
import io.mutuals.experiment.results.ExperimentResults.GuardrailCheck;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Service;
import org.springframework.util.function.SingletonSupplier;

/**
 * Computes the results of experiments. Readings and results are cached for {@code mutuals.experiment.fresh} and shared
 * by all callers. Thread-safe.
 */
@Service
public class Results {

    /** A participant takes about 200 bytes. */
    private static final int MAX_PARTICIPANTS = 500_000;

    private final LedgerRepository ledgers;
    private final InterferenceReports interference;
    private final ExperimentProperties properties;
    private final InstantSource clock;
    private final Cache<Version, Reading> read;

    Results(
            LedgerRepository ledgers,
            InterferenceReports interference,
            ExperimentProperties properties,
            InstantSource clock) {
        this.ledgers = ledgers;
        this.interference = interference;
        this.properties = properties;
        this.clock = clock;
        this.read = Caffeine.newBuilder()
                .maximumWeight(MAX_PARTICIPANTS)
                .weigher((Version version, Reading reading) ->
                        1 + reading.ledger().participants().size())
                .expireAfterWrite(properties.fresh())
                .build();
    }

    /** The results of an experiment so far, by its primary metric. */
    public ExperimentResults of(Experiment experiment) {
        ResultsKey key = new ResultsKey(experiment, null);
        return Objects.requireNonNull(of(Set.of(key)).get(key));
    }

    /** The results of experiments so far. Two statements for all that are not cached. */
    public Map<ResultsKey, ExperimentResults> of(Set<ResultsKey> keys) {
        Map<Version, Experiment> wanted = new HashMap<>();
        keys.forEach(key -> wanted.put(Version.of(key.experiment()), key.experiment()));
        Map<Version, Reading> known = readings(wanted);
        Map<ResultsKey, ExperimentResults> results = new HashMap<>();
        for (ResultsKey key : keys) {
            Experiment experiment = key.experiment();
            ExperimentMetric metric = key.metric() == null ? experiment.primaryMetric() : key.metric();
            Reading reading = Objects.requireNonNull(known.get(Version.of(experiment)));
            results.put(key, reading.byMetric().computeIfAbsent(metric, asked -> compute(experiment, asked, reading)));
        }
        return results;
    }

    /** The state of an experiment's guardrails; computes nothing else. */
    List<GuardrailCheck> guardrails(Experiment experiment) {
        Version version = Version.of(experiment);
        return Objects.requireNonNull(readings(Map.of(version, experiment)).get(version))
                .analysis()
                .guardrails();
    }

    private Map<Version, Reading> readings(Map<Version, Experiment> wanted) {
        return read.getAll(wanted.keySet(), missing -> {
            Map<Version, Reading> found = new HashMap<>();
            Map<Long, Ledger> filled = ledgers.read(missing.stream()
                    .map(version -> Objects.requireNonNull(wanted.get(version)))
                    .toList());
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            missing.forEach(version -> {
                Ledger ledger = Objects.requireNonNull(filled.get(version.experiment()));
                Experiment experiment = Objects.requireNonNull(wanted.get(version));
                found.put(
                        version,
                        new Reading(
                                ledger,
                                new Analysis(experiment, ledger, properties.confidence()),
                                now,
                                new ConcurrentHashMap<>()));
            });
            return found;
        });
    }

    private ExperimentResults compute(Experiment experiment, ExperimentMetric metric, Reading reading) {
        Analysis analysis = reading.analysis();
        return new ExperimentResults(
                metric,
                reading.at(),
                properties.confidence(),
                analysis.variants(metric),
                analysis.effects(metric),
                analysis.sampleRatio(),
                analysis.guardrails(),
                analysis.interleaving(metric),
                analysis.caveats(metric),
                SingletonSupplier.of(() -> analysis.daily(metric)),
                SingletonSupplier.of(() -> analysis.dailyPreference(metric)),
                SingletonSupplier.of(() -> Optional.ofNullable(interference.of(experiment, reading.ledger(), metric))));
    }

    /**
     * A reading of an experiment's journal.
     *
     * @param byMetric results computed from it so far
     */
    private record Reading(
            Ledger ledger, Analysis analysis, Instant at, Map<ExperimentMetric, ExperimentResults> byMetric) {}

    /** An experiment at a version. */
    private record Version(long experiment, int version) {
        static Version of(Experiment experiment) {
            return new Version(experiment.number(), experiment.version());
        }
    }
}
