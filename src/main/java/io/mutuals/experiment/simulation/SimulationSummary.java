package io.mutuals.experiment.simulation;

import io.mutuals.experiment.design.ExperimentMetric;
import io.mutuals.experiment.results.Bounds;
import io.mutuals.experiment.results.EffectView;
import io.mutuals.experiment.results.ExperimentResults;
import io.mutuals.experiment.results.ExperimentResults.ExperimentFunnel;
import io.mutuals.experiment.results.ExperimentResults.InterleavingResults;
import io.mutuals.experiment.results.ExperimentResults.VariantEffect;
import io.mutuals.experiment.results.ExperimentResults.VariantResults;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Words the results of a simulated experiment as lines of text. */
final class SimulationSummary {

    private SimulationSummary() {}

    /** Returns a line for each variant, each effect, and the preference of an interleaving if there is one. */
    static List<String> of(ExperimentResults simulated) {
        List<String> lines = new ArrayList<>();
        simulated.variants().forEach(variant -> lines.add(line(variant)));
        simulated.effects().forEach(effect -> lines.add(line(simulated.metric(), effect)));
        if (simulated.interleaving() != null) {
            lines.add(line(simulated.metric(), simulated.interleaving()));
        }
        return lines;
    }

    private static String line(ExperimentMetric metric, InterleavingResults result) {
        Bounds always = result.alwaysValidInterval();
        String people = "interleaved: %d users gave more %s to %s, %d to %s, %d equally many to both"
                .formatted(
                        result.firstWins(),
                        metric,
                        result.first(),
                        result.secondWins(),
                        result.second(),
                        result.ties());
        String preference = String.format(
                Locale.ROOT, "preference for %s %+.3f on a scale from -1 to 1", result.second(), result.preference());
        return people + "; " + preference
                + (always == null || always.low() == null || always.high() == null
                        ? ", too few users for an interval"
                        : String.format(
                                Locale.ROOT, ", always-valid interval %+.3f to %+.3f", always.low(), always.high()));
    }

    private static String line(VariantResults variant) {
        ExperimentFunnel funnel = variant.funnel();
        return ("%s: %d users, %d suggestions shown, %d requests sent, %d accepted, %d first messages, "
                        + "%d shared videos answered")
                .formatted(
                        variant.variant(),
                        variant.people(),
                        funnel.impressions(),
                        funnel.requestsSent(),
                        funnel.requestsAccepted(),
                        funnel.firstMessages(),
                        funnel.shareReplies());
    }

    private static String line(ExperimentMetric metric, VariantEffect result) {
        EffectView effect = result.effect();
        if (effect == null) {
            return result.variant() + ": too few units";
        }
        Bounds always = effect.alwaysValidInterval();
        String difference = String.format(
                Locale.ROOT,
                "%s: %s %+.3f%s",
                result.variant(),
                metric,
                effect.difference(),
                metric.denominator() == null ? " per user" : "");
        return always.low() == null || always.high() == null
                ? difference + ", always-valid interval still unbounded"
                : difference
                        + String.format(
                                Locale.ROOT, ", always-valid interval %+.3f to %+.3f", always.low(), always.high());
    }
}
