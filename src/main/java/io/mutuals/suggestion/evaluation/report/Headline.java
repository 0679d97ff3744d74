package io.mutuals.suggestion.evaluation.report;

import io.mutuals.suggestion.evaluation.BootstrapInterval;
import io.mutuals.suggestion.evaluation.EvaluationResult;
import io.mutuals.suggestion.evaluation.EvaluationResult.StrategyResult;
import io.mutuals.suggestion.evaluation.Measure;
import java.util.List;

/** One or two sentences on which strategy ranks best, by how much, and whether the lead is significant. */
final class Headline {

    private static final int NAMED = 3;

    private Headline() {}

    static String of(EvaluationResult result) {
        List<StrategyResult> ranked = result.ranked();
        StrategyResult best = ranked.getFirst();
        BootstrapInterval ndcg = best.quality(Measure.NDCG);
        if (ndcg.mean() == 0) {
            return "No strategy puts a held-out friend within the first ten places.";
        }
        if (ranked.size() == 1) {
            return best.name() + " reaches " + Measure.NDCG.label() + " " + Numbers.measure(ndcg.mean())
                    + " (95 % interval " + Numbers.ends(ndcg) + ").";
        }
        return first(best, ranked) + baseline(result, best);
    }

    private static String first(StrategyResult best, List<StrategyResult> ranked) {
        List<StrategyResult> level = levelWith(best, ranked);
        String lead = best.name() + " ranks best: " + Measure.NDCG.label() + " "
                + Numbers.measure(best.quality(Measure.NDCG).mean());
        if (!level.isEmpty()) {
            return lead + ", but its lead over " + list(level) + " is within chance.";
        }
        StrategyResult next = ranked.get(1);
        BootstrapInterval behind = next.toBest();
        return lead + ", " + Numbers.measure(-behind.mean()) + " above the next, " + next.name() + " (95 % interval "
                + Numbers.measure(-behind.high()) + " to " + Numbers.measure(-behind.low()) + ").";
    }

    /** Returns the strategies whose paired difference from the best is not significant. */
    static List<StrategyResult> levelWith(StrategyResult best, List<StrategyResult> ranked) {
        return ranked.stream()
                .filter(strategy -> !strategy.equals(best) && !strategy.toBest().excludesZero())
                .toList();
    }

    private static String list(List<StrategyResult> strategies) {
        List<String> names = strategies.stream().map(StrategyResult::name).toList();
        if (names.size() > NAMED) {
            return String.join(", ", names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more";
        }
        return names.size() == 1
                ? names.getFirst()
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    private static String baseline(EvaluationResult result, StrategyResult best) {
        BootstrapInterval gain = best.gain(Measure.NDCG);
        double before = best.quality(Measure.NDCG).mean() - gain.mean();
        if (best.name().equals(result.setup().baseline()) || before <= 0) {
            return "";
        }
        return " The " + Measure.NDCG.label() + " of " + best.name() + " is " + Numbers.percent(gain.mean() / before)
                + " above that of the baseline, " + result.setup().baseline()
                + (gain.excludesZero() ? "." : ", which is within chance.");
    }
}
