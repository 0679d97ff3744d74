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

/** What a ledger says of an experiment. Plain Java: no database, and no clock. */
final class Analysis {

    private static final int MOST_DAYS = 90;
    private static final int FEW_PEOPLE = 100;

    /** With fewer, estimates of how clusters differ are themselves uncertain (Cameron and Miller, "Cluster-robust inference", 2015). */
    private static final int FEW_CLUSTERS = 40;

    private final Experiment experiment;
    private final Ledger ledger;
    private final double alpha;
    private final Comparison comparison;

    /** @param confidence how sure intervals are to hold the truth */
    Analysis(Experiment experiment, Ledger ledger, double confidence) {
        this.experiment = experiment;
        this.ledger = ledger;
        this.alpha = 1 - confidence;
        this.comparison =
                experiment.unit() == RandomizationUnit.USER ? new Comparison(alpha) : Comparison.ofClusters(alpha);
    }

    /** Each variant by itself. */
    List<VariantResults> variants(ExperimentMetric metric) {
        List<String> variants = experiment.variantKeys();
        return IntStream.range(0, variants.size())
                .mapToObj(variant -> {
                    List<MeasuredParticipant> people = ledger.of(variant, ledger.lastDay());
                    return new VariantResults(
                            variants.get(variant), units(people), people.size(), mean(people, metric), funnel(people));
                })
                .toList();
    }

    private static int units(List<MeasuredParticipant> people) {
        return (int) people.stream().map(MeasuredParticipant::unit).distinct().count();
    }

    private @Nullable Double mean(List<MeasuredParticipant> people, ExperimentMetric metric) {
        double counted = sum(people, metric.counted());
        double each = metric.each() == null ? people.size() : sum(people, metric.each());
        return each == 0 ? null : counted / each;
    }

    private int sum(List<MeasuredParticipant> people, OutcomeKind kind) {
        return people.stream()
                .mapToInt(person -> person.count(kind, ledger.lastDay()))
                .sum();
    }

    private ExperimentFunnel funnel(List<MeasuredParticipant> people) {
        return new ExperimentFunnel(
                sum(people, OutcomeKind.IMPRESSIONS),
                sum(people, OutcomeKind.REQUESTS_SENT),
                sum(people, OutcomeKind.REQUESTS_ACCEPTED),
                sum(people, OutcomeKind.FIRST_MESSAGES),
                sum(people, OutcomeKind.SHARE_REPLIES),
                sum(people, OutcomeKind.DISMISSALS),
                sum(people, OutcomeKind.BLOCKS));
    }

    /** Each variant but the first against the first. */
    List<VariantEffect> effects(ExperimentMetric metric) {
        Moments control = moments(0, metric, ledger.lastDay());
        return treatments()
                .mapToObj(variant -> new VariantEffect(
                        experiment.variantKeys().get(variant),
                        ShownEffect.of(comparison.between(control, moments(variant, metric, ledger.lastDay())))))
                .toList();
    }

    /** The same at the end of each of the last days. */
    List<DailyEffect> daily(ExperimentMetric metric) {
        List<DailyEffect> daily = new ArrayList<>();
        lastDays().forEach(day -> {
            Moments control = moments(0, metric, day);
            treatments()
                    .forEach(variant -> daily.add(new DailyEffect(
                            LocalDate.ofEpochDay(day).toString(),
                            experiment.variantKeys().get(variant),
                            ShownEffect.of(comparison.between(control, moments(variant, metric, day))))));
        });
        return daily;
    }

    private LongStream lastDays() {
        return ledger.firstDay().isEmpty()
                ? LongStream.empty()
                : LongStream.rangeClosed(
                        Math.max(ledger.firstDay().getAsLong(), ledger.lastDay() - MOST_DAYS + 1), ledger.lastDay());
    }

    /** Whether the variants have as many units as their weights say; null with nothing to compare. */
    @Nullable
    SampleRatioCheck sampleRatio() {
        if (experiment.interleaves() || ledger.people().isEmpty()) {
            return null;
        }
        long[] observed = IntStream.range(0, experiment.variantKeys().size())
                .mapToLong(variant -> units(ledger.of(variant, ledger.lastDay())))
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

    /** How each guardrail stands for each variant but the first. */
    List<GuardrailCheck> guardrails() {
        List<GuardrailCheck> checks = new ArrayList<>();
        for (WatchedMetric watched : experiment.guardrails()) {
            Moments control = moments(0, watched.metric(), ledger.lastDay());
            treatments().forEach(variant -> {
                Moments treatment = moments(variant, watched.metric(), ledger.lastDay());
                checks.add(new GuardrailCheck(
                        watched.metric(),
                        experiment.variantKeys().get(variant),
                        ShownEffect.of(comparison.between(control, treatment)),
                        watched.guardrail().isCrossed(comparison, control, treatment)));
            });
        }
        return checks;
    }

    /** Which of two rankings people prefer; null unless people get both. */
    @Nullable
    InterleavingResults interleaving(ExperimentMetric metric) {
        if (!experiment.interleaves()) {
            return null;
        }
        InterleavingPreference preference = preference(metric, ledger.lastDay());
        return new InterleavingResults(
                experiment.variants().get(0).key(),
                experiment.variants().get(1).key(),
                preference.losses(),
                preference.wins(),
                preference.ties(),
                preference.value(),
                preference.alwaysValid() == null ? null : Bounds.of(preference.alwaysValid()),
                preference.signPValue(),
                preference.permutationPValue());
    }

    /** The same at the end of each of the last days; empty unless people get both. */
    List<DailyPreference> dailyPreference(ExperimentMetric metric) {
        if (!experiment.interleaves()) {
            return List.of();
        }
        return lastDays()
                .mapToObj(day -> {
                    InterleavingPreference preference = preference(metric, day);
                    return new DailyPreference(
                            LocalDate.ofEpochDay(day).toString(),
                            preference.wins() + preference.losses() + preference.ties(),
                            preference.value(),
                            preference.alwaysValid() == null ? null : Bounds.of(preference.alwaysValid()));
                })
                .toList();
    }

    /** B first: the preference is that for the second variant. */
    private InterleavingPreference preference(ExperimentMetric metric, long lastDay) {
        return InterleavingPreference.of(
                credits(metric, Team.B, lastDay), credits(metric, Team.A, lastDay), alpha, experiment.number());
    }

    private double[] credits(ExperimentMetric metric, Team team, long lastDay) {
        return ledger.people().stream()
                .mapToDouble(person -> person.credit(metric.counted(), team, lastDay))
                .toArray();
    }

    /** What to be careful about when variants are compared by a metric. */
    List<String> caveats(ExperimentMetric metric) {
        List<String> caveats = new ArrayList<>();
        if (ledger.left() > 0) {
            caveats.add(ledger.left() + " people are left out, because they have been in more than one variant.");
        }
        if (!experiment.overrides().isEmpty()) {
            caveats.add(experiment.overrides().size() + " people who have a variant for a trial are left out.");
        }
        if (experiment.isSimulated()) {
            caveats.add("A simulation took part: what is counted was made up, in whole or in part.");
        }
        if (experiment.unit() != RandomizationUnit.USER) {
            ofClusters(caveats);
            effects(metric).forEach(compared -> ofReach(compared, caveats));
        } else if (ledger.people().size() < FEW_PEOPLE) {
            caveats.add("With fewer than " + FEW_PEOPLE + " people the intervals say little.");
        }
        if (experiment.unit() == RandomizationUnit.USER && !experiment.interleaves()) {
            caveats.add("People were assigned one by one: what spills over to their friends is in both variants.");
        }
        if (experiment.state() == ExperimentState.KILLED) {
            caveats.add("The experiment was broken off; what came of its last suggestions is not in it.");
        }
        return caveats;
    }

    private void ofClusters(List<String> caveats) {
        int units = ledger.units();
        if (units < FEW_CLUSTERS) {
            String each = variants(experiment.primaryMetric()).stream()
                    .map(variant -> variant.units() + " in \"" + variant.variant() + "\"")
                    .collect(Collectors.joining(", "));
            caveats.add("With fewer than " + FEW_CLUSTERS + " clusters (" + each
                    + ") the intervals say little, however many people are in them.");
        }
    }

    /** Why an interval is wider than people are used to, and what narrows it. */
    private static void ofReach(VariantEffect compared, List<String> caveats) {
        ShownEffect effect = compared.effect();
        if (effect == null) {
            return;
        }
        Double always = effect.alwaysValidInterval().high();
        Double once = effect.interval().high();
        if (always == null || once == null) {
            caveats.add("Of \"" + compared.variant() + "\" nothing is known at any time yet: that takes the worth of "
                    + Comparison.MIN_UNITS + " equal clusters in each variant.");
        } else {
            caveats.add(String.format(
                    Locale.ROOT,
                    "Of \"%s\" the interval that is good at any time reaches %.1f standard errors to either side, and %.1f for those who look once."
                            + " Both narrow with more clusters, not with more people in them, and may widen by the day while clusters grow apart.",
                    compared.variant(),
                    (always - effect.difference()) / effect.standardError(),
                    (once - effect.difference()) / effect.standardError()));
        }
    }

    private IntStream treatments() {
        return IntStream.range(1, experiment.variantKeys().size());
    }

    /** What a comparison needs of the units of a variant, by the end of a day. */
    private Moments moments(int variant, ExperimentMetric metric, long lastDay) {
        List<MeasuredParticipant> people = ledger.of(variant, lastDay);
        if (experiment.unit() == RandomizationUnit.USER) {
            Moments.Builder moments = Moments.builder(2);
            for (MeasuredParticipant person : people) {
                moments.add(
                        person.count(metric.counted(), lastDay),
                        denominator(person, metric, lastDay),
                        person.covariates());
            }
            return moments.build();
        }
        // Who of a cluster was shown a page, and so its size, may have come of the variant: nothing of it is fit to
        // adjust by.
        Map<String, double[]> clusters = new HashMap<>();
        for (MeasuredParticipant person : people) {
            double[] sums = clusters.computeIfAbsent(person.unit(), unit -> new double[2]);
            sums[0] += person.count(metric.counted(), lastDay);
            sums[1] += denominator(person, metric, lastDay);
        }
        Moments.Builder moments = Moments.builder(0);
        clusters.values().forEach(sums -> moments.add(sums[0], sums[1]));
        return moments.build();
    }

    private static double denominator(MeasuredParticipant person, ExperimentMetric metric, long lastDay) {
        OutcomeKind each = metric.each();
        return each == null ? 1 : person.count(each, lastDay);
    }
}
