package io.mutuals.experiment.results;

import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentMetric;
import io.mutuals.experiment.design.ExperimentState;
import io.mutuals.experiment.design.ExperimentVariant;
import io.mutuals.experiment.design.OutcomeKind;
import io.mutuals.experiment.design.RandomizationUnit;
import io.mutuals.experiment.design.WatchedMetric;
import io.mutuals.experiment.results.ExperimentResults.DailyEffect;
import io.mutuals.experiment.results.ExperimentResults.DailyPreference;
import io.mutuals.experiment.results.ExperimentResults.ExperimentFunnel;
import io.mutuals.experiment.results.ExperimentResults.GuardrailCheck;
import io.mutuals.experiment.results.ExperimentResults.InterleavingResults;
import io.mutuals.experiment.results.ExperimentResults.SampleRatioCheck;
import io.mutuals.experiment.results.ExperimentResults.VariantEffect;
import io.mutuals.experiment.results.ExperimentResults.VariantResults;
import io.mutuals.experiment.statistics.Comparison;
import io.mutuals.experiment.statistics.InterleavingPreference;
import io.mutuals.experiment.statistics.InterleavingVotes;
import io.mutuals.experiment.statistics.Interval;
import io.mutuals.experiment.statistics.Moments;
import io.mutuals.experiment.statistics.SampleRatio;
import io.mutuals.suggestion.strategy.Team;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Computes the results of an experiment from its ledger. Plain Java: no database, no clock. */
final class Analysis {

    private static final int MAX_DAYS = 90;
    private static final int FEW_USERS = 100;

    /**
     * With fewer, estimates of the variance between clusters are themselves uncertain (Cameron and Miller,
     * "Cluster-robust inference", 2015).
     */
    private static final int FEW_CLUSTERS = 40;

    private final Experiment experiment;
    private final Ledger ledger;
    private final double alpha;
    private final Comparison comparison;

    /** @param confidence confidence level of intervals */
    Analysis(Experiment experiment, Ledger ledger, double confidence) {
        this.experiment = experiment;
        this.ledger = ledger;
        this.alpha = 1 - confidence;
        this.comparison =
                experiment.unit() == RandomizationUnit.USER ? new Comparison(alpha) : Comparison.ofClusters(alpha);
    }

    /** The results of each variant on its own. */
    List<VariantResults> variants(ExperimentMetric metric) {
        List<String> variants = experiment.variantKeys();
        return IntStream.range(0, variants.size())
                .mapToObj(variant -> {
                    List<MeasuredParticipant> participants = ledger.participantsOf(variant, ledger.lastDay());
                    return new VariantResults(
                            variants.get(variant),
                            units(participants),
                            participants.size(),
                            mean(participants, metric),
                            funnel(participants));
                })
                .toList();
    }

    private static int units(List<MeasuredParticipant> participants) {
        return (int)
                participants.stream().map(MeasuredParticipant::unit).distinct().count();
    }

    private @Nullable Double mean(List<MeasuredParticipant> participants, ExperimentMetric metric) {
        double numerator = sum(participants, metric.numerator());
        double denominator =
                metric.denominator() == null ? participants.size() : sum(participants, metric.denominator());
        return denominator == 0 ? null : numerator / denominator;
    }

    private int sum(List<MeasuredParticipant> participants, OutcomeKind kind) {
        return participants.stream()
                .mapToInt(participant -> participant.count(kind, ledger.lastDay()))
                .sum();
    }

    private ExperimentFunnel funnel(List<MeasuredParticipant> participants) {
        return new ExperimentFunnel(
                sum(participants, OutcomeKind.IMPRESSIONS),
                sum(participants, OutcomeKind.REQUESTS_SENT),
                sum(participants, OutcomeKind.REQUESTS_ACCEPTED),
                sum(participants, OutcomeKind.FIRST_MESSAGES),
                sum(participants, OutcomeKind.SHARE_REPLIES),
                sum(participants, OutcomeKind.DISMISSALS),
                sum(participants, OutcomeKind.BLOCKS),
                sum(participants, OutcomeKind.LIKES),
                sum(participants, OutcomeKind.COMMENTS),
                sum(participants, OutcomeKind.REPOSTS));
    }

    /** The effect of each variant but the control. */
    List<VariantEffect> effects(ExperimentMetric metric) {
        Moments control = moments(0, metric, ledger.lastDay());
        return treatments()
                .mapToObj(variant -> new VariantEffect(
                        experiment.variantKeys().get(variant),
                        EffectView.of(comparison.between(control, moments(variant, metric, ledger.lastDay())))))
                .toList();
    }

    /** The cumulative effects at the end of each of the last {@value #MAX_DAYS} days, oldest first. */
    List<DailyEffect> daily(ExperimentMetric metric) {
        List<DailyEffect> daily = new ArrayList<>();
        lastDays().forEach(day -> {
            Moments control = moments(0, metric, day);
            treatments()
                    .forEach(variant -> daily.add(new DailyEffect(
                            LocalDate.ofEpochDay(day).toString(),
                            experiment.variantKeys().get(variant),
                            EffectView.of(comparison.between(control, moments(variant, metric, day))))));
        });
        return daily;
    }

    private LongStream lastDays() {
        return ledger.firstDay().isEmpty()
                ? LongStream.empty()
                : LongStream.rangeClosed(
                        Math.max(ledger.firstDay().getAsLong(), ledger.lastDay() - MAX_DAYS + 1), ledger.lastDay());
    }

    /** Compares the numbers of units with the weights; null for interleaving, and while no user has taken part. */
    @Nullable
    SampleRatioCheck sampleRatio() {
        if (experiment.interleaves() || ledger.participants().isEmpty()) {
            return null;
        }
        long[] observed = IntStream.range(0, experiment.variantKeys().size())
                .mapToLong(variant -> units(ledger.participantsOf(variant, ledger.lastDay())))
                .toArray();
        double[] weights = experiment.variants().stream()
                .mapToDouble(ExperimentVariant::weight)
                .toArray();
        double all = Arrays.stream(observed).sum() / Arrays.stream(weights).sum();
        SampleRatio ratio = SampleRatio.of(observed, weights);
        return new SampleRatioCheck(
                Arrays.stream(observed).mapToObj(Math::toIntExact).toList(),
                Arrays.stream(weights).mapToObj(weight -> weight * all).toList(),
                ratio.pValue(),
                ratio.isMismatch());
    }

    /** The state of each guardrail for each variant but the control. */
    List<GuardrailCheck> guardrails() {
        List<GuardrailCheck> checks = new ArrayList<>();
        for (WatchedMetric watched : experiment.guardrails()) {
            Moments control = moments(0, watched.metric(), ledger.lastDay());
            treatments().forEach(variant -> {
                Moments treatment = moments(variant, watched.metric(), ledger.lastDay());
                checks.add(new GuardrailCheck(
                        watched.metric(),
                        experiment.variantKeys().get(variant),
                        EffectView.of(comparison.between(control, treatment)),
                        watched.guardrail().isCrossed(comparison, control, treatment)));
            });
        }
        return checks;
    }

    /** The preference between two interleaved rankings; null unless the experiment interleaves. */
    @Nullable
    InterleavingResults interleaving(ExperimentMetric metric) {
        if (!experiment.interleaves()) {
            return null;
        }
        // Team B comes first: the preference is for the second variant.
        InterleavingPreference preference = InterleavingPreference.of(
                credits(metric, Team.B, ledger.lastDay()),
                credits(metric, Team.A, ledger.lastDay()),
                alpha,
                experiment.number());
        InterleavingVotes votes = preference.votes();
        return new InterleavingResults(
                experiment.variants().get(0).key(),
                experiment.variants().get(1).key(),
                votes.losses(),
                votes.wins(),
                votes.ties(),
                votes.value(),
                preference.alwaysValid() == null ? null : Bounds.of(preference.alwaysValid()),
                preference.signPValue(),
                preference.permutationPValue());
    }

    /**
     * The cumulative preference at the end of each of the last {@value #MAX_DAYS} days; empty unless the experiment
     * interleaves.
     */
    List<DailyPreference> dailyPreference(ExperimentMetric metric) {
        if (!experiment.interleaves()) {
            return List.of();
        }
        return lastDays()
                .mapToObj(day -> {
                    InterleavingVotes votes =
                            InterleavingVotes.of(credits(metric, Team.B, day), credits(metric, Team.A, day));
                    Interval alwaysValid = votes.alwaysValid(alpha);
                    return new DailyPreference(
                            LocalDate.ofEpochDay(day).toString(),
                            votes.total(),
                            votes.value(),
                            alwaysValid == null ? null : Bounds.of(alwaysValid));
                })
                .toList();
    }

    private double[] credits(ExperimentMetric metric, Team team, long lastDay) {
        return ledger.participants().stream()
                .mapToDouble(participant -> participant.credit(metric.numerator(), team, lastDay))
                .toArray();
    }

    /** Reservations about the comparison by a metric, as sentences. */
    List<String> caveats(ExperimentMetric metric) {
        List<String> caveats = new ArrayList<>();
        if (ledger.excluded() > 0) {
            caveats.add(ledger.excluded() + " users are excluded, because they have been in more than one variant.");
        }
        if (!experiment.overrides().isEmpty()) {
            caveats.add(
                    experiment.overrides().size() + " users are excluded, because they have, or had, a trial variant.");
        }
        if (experiment.isSimulated()) {
            caveats.add("A simulation took part: some or all of the counted behaviour is generated.");
        }
        if (experiment.unit() != RandomizationUnit.USER) {
            addFewClusters(caveats);
            effects(metric).forEach(compared -> addReach(compared, caveats));
        } else if (ledger.participants().size() < FEW_USERS) {
            caveats.add("With fewer than " + FEW_USERS + " users the intervals say little.");
        }
        if (experiment.unit() == RandomizationUnit.USER && !experiment.interleaves()) {
            caveats.add(
                    "Users were assigned individually: effects that spill over to their friends are in both variants.");
        }
        if (experiment.state() == ExperimentState.KILLED) {
            caveats.add("The experiment was killed; outcomes of its last suggestions are missing.");
        }
        return caveats;
    }

    private void addFewClusters(List<String> caveats) {
        int units = ledger.units();
        if (units < FEW_CLUSTERS) {
            List<String> variants = experiment.variantKeys();
            String counts = IntStream.range(0, variants.size())
                    .mapToObj(variant -> units(ledger.participantsOf(variant, ledger.lastDay())) + " in \""
                            + variants.get(variant) + "\"")
                    .collect(Collectors.joining(", "));
            caveats.add("With fewer than " + FEW_CLUSTERS + " clusters (" + counts
                    + ") the intervals say little, however many users are in them.");
        }
    }

    /** Says why an interval is wider than readers expect, and what narrows it. */
    private static void addReach(VariantEffect compared, List<String> caveats) {
        EffectView effect = compared.effect();
        if (effect == null) {
            return;
        }
        Double always = effect.alwaysValidInterval().high();
        Double once = effect.interval().high();
        if (always == null || once == null) {
            caveats.add("The always-valid interval of \"" + compared.variant()
                    + "\" is still unbounded: it takes the equivalent of " + Comparison.MIN_UNITS
                    + " equal clusters in each variant.");
        } else {
            caveats.add(String.format(
                    Locale.ROOT,
                    "The always-valid interval of \"%s\" reaches %.1f standard errors to either side, "
                            + "the fixed-horizon interval %.1f. Both narrow with more clusters, not with more users "
                            + "in them, and may widen from day to day while clusters diverge.",
                    compared.variant(),
                    (always - effect.difference()) / effect.standardError(),
                    (once - effect.difference()) / effect.standardError()));
        }
    }

    private IntStream treatments() {
        return IntStream.range(1, experiment.variantKeys().size());
    }

    /** The moments of a variant's units by the end of a day. */
    private Moments moments(int variant, ExperimentMetric metric, long lastDay) {
        List<MeasuredParticipant> participants = ledger.participantsOf(variant, lastDay);
        if (experiment.unit() == RandomizationUnit.USER) {
            Moments.Builder moments = Moments.builder(2);
            for (MeasuredParticipant participant : participants) {
                moments.add(
                        participant.count(metric.numerator(), lastDay),
                        denominator(participant, metric, lastDay),
                        participant.covariates());
            }
            return moments.build();
        }
        // The variant may affect which users of a cluster read a page, and so its size: there is no covariate to adjust
        // by.
        Map<String, double[]> clusters = new HashMap<>();
        for (MeasuredParticipant participant : participants) {
            double[] sums = clusters.computeIfAbsent(participant.unit(), unit -> new double[2]);
            sums[0] += participant.count(metric.numerator(), lastDay);
            sums[1] += denominator(participant, metric, lastDay);
        }
        Moments.Builder moments = Moments.builder(0);
        clusters.values().forEach(sums -> moments.add(sums[0], sums[1]));
        return moments.build();
    }

    private static double denominator(MeasuredParticipant participant, ExperimentMetric metric, long lastDay) {
        OutcomeKind kind = metric.denominator();
        return kind == null ? 1 : participant.count(kind, lastDay);
    }
}
