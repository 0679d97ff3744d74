package io.mutuals.experiment.results;

import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentMetric;
import io.mutuals.experiment.design.ExperimentProperties;
import io.mutuals.experiment.design.OutcomeKind;
import io.mutuals.experiment.design.VariantOverride;
import io.mutuals.experiment.results.OffPolicyRepository.FirstPlace;
import io.mutuals.experiment.results.OffPolicyRepository.FirstPlacesKey;
import io.mutuals.experiment.statistics.ExplorationRow;
import io.mutuals.experiment.statistics.OffPolicy;
import io.mutuals.suggestion.ranking.RankingReplay;
import io.mutuals.suggestion.ranking.RankingReplay.ReplayedRanking;
import io.mutuals.suggestion.strategy.Strategies;
import io.mutuals.suggestion.strategy.Strategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;

/** Estimates what other strategies would have earned, from variants that explore. */
@Service
public class OffPolicyReports {

    private final OffPolicyRepository repository;
    private final RankingReplay replay;
    private final Strategies strategies;
    private final ExperimentProperties properties;

    OffPolicyReports(
            OffPolicyRepository repository,
            RankingReplay replay,
            Strategies strategies,
            ExperimentProperties properties) {
        this.repository = repository;
        this.replay = replay;
        this.strategies = strategies;
        this.properties = properties;
    }

    /**
     * Validates an estimate that a client requests.
     *
     * @throws RequestException {@link ErrorCode#INVALID_ARGUMENT} if it cannot be estimated,
     *     {@link ErrorCode#UNAVAILABLE} while friendships are not in memory
     */
    public OffPolicyKey key(Experiment experiment, String variant, String target, ExperimentMetric metric) {
        if (experiment.interleaves() || experiment.variant(variant).isEmpty()) {
            throw invalid("There is no variant \"" + variant + "\"; there are "
                    + String.join(", ", experiment.variantKeys()) + ".");
        }
        if (metric.denominator() != null || metric.numerator() == OutcomeKind.IMPRESSIONS) {
            throw invalid("A first place earns outcomes that count once per suggested user; " + metric + " does not.");
        }
        Strategy strategy = strategy(target);
        if (!replay.canReplay(strategy)) {
            throw invalid("The first place of \"" + target
                    + "\" cannot be replayed: a target needs the source FRIENDS_OF_FRIENDS "
                    + "and a ranker that is not a trained model.");
        }
        if (!replay.isReady()) {
            throw new RequestException(
                    ErrorCode.UNAVAILABLE,
                    "Off-policy estimates need the friendships in memory, which are not loaded; try again later.");
        }
        return new OffPolicyKey(experiment, variant, target, metric);
    }

    private Strategy strategy(String target) {
        return strategies
                .named(target)
                .orElseThrow(() ->
                        invalid("There is no strategy \"" + target + "\"; there are " + strategies.names() + "."));
    }

    /**
     * The estimates. A key is absent if its variant does not explore, none of its first places was seen, or the choices
     * of its target were never drawn. One statement.
     */
    public Map<OffPolicyKey, OffPolicyEstimates> of(Set<OffPolicyKey> keys) {
        Map<OffPolicyKey, FirstPlacesKey> wanted = new HashMap<>();
        keys.forEach(key -> wanted.put(
                key,
                new FirstPlacesKey(
                        key.experiment().number(),
                        key.experiment().variant(key.variant()).orElseThrow(),
                        key.metric().numerator(),
                        key.experiment().overrides().stream()
                                .map(VariantOverride::user)
                                .toList())));
        Map<FirstPlacesKey, List<FirstPlace>> seen = repository.seen(List.copyOf(Set.copyOf(wanted.values())));
        // Every metric sees the same first places of a variant, in the same order.
        Map<Replay, int[]> replays = new HashMap<>();
        Map<OffPolicyKey, OffPolicyEstimates> estimates = new HashMap<>();
        wanted.forEach((key, firstPlaces) -> {
            List<FirstPlace> places = seen.getOrDefault(firstPlaces, List.of());
            int[] choices = replays.computeIfAbsent(
                    new Replay(firstPlaces.experiment(), firstPlaces.variant(), key.target()),
                    replay -> choices(key.target(), places));
            OffPolicy found = OffPolicy.of(rows(places, choices), 1 - properties.confidence());
            if (found != null) {
                estimates.put(key, OffPolicyEstimates.of(places.size(), found));
            }
        });
        return estimates;
    }

    private int[] choices(String target, List<FirstPlace> places) {
        return replay.firstPlaces(
                strategy(target),
                places.stream()
                        .map(place -> new ReplayedRanking(place.viewer(), place.at(), place.candidates()))
                        .toList());
    }

    private static List<ExplorationRow> rows(List<FirstPlace> places, int[] choices) {
        List<ExplorationRow> rows = new ArrayList<>();
        for (int index = 0; index < choices.length; index++) {
            FirstPlace place = places.get(index);
            rows.add(new ExplorationRow(
                    place.viewer(),
                    place.earned() ? 1 : 0,
                    place.base(),
                    place.propensity(),
                    place.candidates().size(),
                    choices[index]));
        }
        return rows;
    }

    /** Identifies the choices of a target at the first places of a variant. */
    private record Replay(long experiment, int variant, String target) {}

    private static RequestException invalid(String message) {
        return new RequestException(ErrorCode.INVALID_ARGUMENT, message);
    }
}
