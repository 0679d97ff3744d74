package io.mutuals.experiment;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Service;

/** Computes what came of experiments. What was read for one serves everybody who asks within a few seconds. */
@Service
class Results {

    /** A participant takes about 200 bytes. */
    private static final int MOST_PEOPLE_HELD = 500_000;

    private final LedgerRepository ledgers;
    private final InterferenceReports interference;
    private final ExperimentProperties properties;
    private final InstantSource clock;
    private final Cache<Version, Ledger> read;

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
                .weigher((Version version, Ledger ledger) -> 1 + ledger.people().size())
                .expireAfterWrite(properties.fresh())
                .build();
    }

    /** What came of an experiment so far, by the metric that it is decided by. */
    ExperimentResults of(Experiment experiment) {
        ResultsKey key = new ResultsKey(experiment, null);
        return Objects.requireNonNull(of(Set.of(key)).get(key));
    }

    /** What came of each experiment so far; two statements for all of which nothing was read within the last few seconds. */
    Map<ResultsKey, ExperimentResults> of(Set<ResultsKey> keys) {
        Map<Version, Experiment> wanted = new HashMap<>();
        keys.forEach(key -> wanted.put(Version.of(key.experiment()), key.experiment()));
        Map<Version, Ledger> known = read.getAll(wanted.keySet(), missing -> {
            Map<Version, Ledger> found = new HashMap<>();
            Map<Long, Ledger> ledgers = this.ledgers.read(missing.stream()
                    .map(version -> Objects.requireNonNull(wanted.get(version)))
                    .toList());
            missing.forEach(version -> found.put(version, Objects.requireNonNull(ledgers.get(version.experiment()))));
            return found;
        });
        Map<ResultsKey, ExperimentResults> results = new HashMap<>();
        for (ResultsKey key : keys) {
            results.put(key, of(key, Objects.requireNonNull(known.get(Version.of(key.experiment())))));
        }
        return results;
    }

    private ExperimentResults of(ResultsKey key, Ledger ledger) {
        Experiment experiment = key.experiment();
        ExperimentMetric metric = key.metric() == null ? experiment.primaryMetric() : key.metric();
        Analysis analysis = new Analysis(experiment, ledger, properties.confidence());
        return new ExperimentResults(
                metric,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                properties.confidence(),
                analysis.arms(metric),
                analysis.effects(metric),
                analysis.daily(metric),
                analysis.sampleRatio(),
                analysis.guardrails(),
                interference.of(experiment, ledger, metric),
                analysis.interleaving(metric),
                analysis.caveats());
    }

    /** An experiment between two changes. */
    private record Version(long experiment, int version) {
        static Version of(Experiment experiment) {
            return new Version(experiment.number(), experiment.version());
        }
    }
}
