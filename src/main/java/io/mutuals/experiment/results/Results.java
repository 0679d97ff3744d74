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

/** Computes what came of experiments. What was read and computed for one serves everybody who asks within a few seconds. */
@Service
public class Results {

    /** A participant takes about 200 bytes. */
    private static final int MOST_PEOPLE_HELD = 500_000;

    private final LedgerRepository ledgers;
    private final InterferenceReports interference;
    private final ExperimentProperties properties;
    private final InstantSource clock;
    private final Cache<Version, Counted> read;

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
                .maximumWeight(MOST_PEOPLE_HELD)
                .weigher((Version version, Counted counted) ->
                        1 + counted.ledger().people().size())
                .expireAfterWrite(properties.fresh())
                .build();
    }

    /** What came of an experiment so far, by the metric that it is decided by. */
    public ExperimentResults of(Experiment experiment) {
        ResultsKey key = new ResultsKey(experiment, null);
        return Objects.requireNonNull(of(Set.of(key)).get(key));
    }

    /** What came of each experiment so far; two statements for all of which nothing was read within the last few seconds. */
    public Map<ResultsKey, ExperimentResults> of(Set<ResultsKey> keys) {
        Map<Version, Experiment> wanted = new HashMap<>();
        keys.forEach(key -> wanted.put(Version.of(key.experiment()), key.experiment()));
        Map<Version, Counted> known = counted(wanted);
        Map<ResultsKey, ExperimentResults> results = new HashMap<>();
        for (ResultsKey key : keys) {
            Experiment experiment = key.experiment();
            ExperimentMetric metric = key.metric() == null ? experiment.primaryMetric() : key.metric();
            Counted counted = Objects.requireNonNull(known.get(Version.of(experiment)));
            results.put(key, counted.byMetric().computeIfAbsent(metric, asked -> compute(experiment, asked, counted)));
        }
        return results;
    }

    /** How the guardrails of an experiment stand, and nothing else. */
    List<GuardrailCheck> guardrails(Experiment experiment) {
        Version version = Version.of(experiment);
        return Objects.requireNonNull(counted(Map.of(version, experiment)).get(version))
                .analysis()
                .guardrails();
    }

    private Map<Version, Counted> counted(Map<Version, Experiment> wanted) {
        return read.getAll(wanted.keySet(), missing -> {
            Map<Version, Counted> found = new HashMap<>();
            Map<Long, Ledger> filled = ledgers.read(missing.stream()
                    .map(version -> Objects.requireNonNull(wanted.get(version)))
                    .toList());
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            missing.forEach(version -> {
                Ledger ledger = Objects.requireNonNull(filled.get(version.experiment()));
                Experiment experiment = Objects.requireNonNull(wanted.get(version));
                found.put(
                        version,
                        new Counted(
                                ledger,
                                new Analysis(experiment, ledger, properties.confidence()),
                                now,
                                new ConcurrentHashMap<>()));
            });
            return found;
        });
    }

    private ExperimentResults compute(Experiment experiment, ExperimentMetric metric, Counted counted) {
        Analysis analysis = counted.analysis();
        return new ExperimentResults(
                metric,
                counted.at(),
                properties.confidence(),
                analysis.variants(metric),
                analysis.effects(metric),
                analysis.sampleRatio(),
                analysis.guardrails(),
                analysis.interleaving(metric),
                analysis.caveats(metric),
                SingletonSupplier.of(() -> analysis.daily(metric)),
                SingletonSupplier.of(() -> analysis.dailyPreference(metric)),
                SingletonSupplier.of(() -> Optional.ofNullable(interference.of(experiment, counted.ledger(), metric))));
    }

    /**
     * What an experiment had counted.
     *
     * @param byMetric what was computed of it
     */
    private record Counted(
            Ledger ledger, Analysis analysis, Instant at, Map<ExperimentMetric, ExperimentResults> byMetric) {}

    /** An experiment between two changes. */
    private record Version(long experiment, int version) {
        static Version of(Experiment experiment) {
            return new Version(experiment.number(), experiment.version());
        }
    }
}
