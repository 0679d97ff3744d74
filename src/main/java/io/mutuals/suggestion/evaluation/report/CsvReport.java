package io.mutuals.suggestion.evaluation.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.mutuals.suggestion.evaluation.BootstrapInterval;
import io.mutuals.suggestion.evaluation.EvaluationResult;
import io.mutuals.suggestion.evaluation.EvaluationResult.StrategyResult;
import io.mutuals.suggestion.evaluation.Measure;
import io.mutuals.suggestion.evaluation.Served;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes an evaluation as CSV with a header, in long format for data frames: one row for each strategy and figure, with
 * the interval and the paired difference from the baseline where they exist.
 */
public final class CsvReport {

    private CsvReport() {}

    /** Returns the report of a result as CSV. */
    public static String of(EvaluationResult result) {
        StringWriter text = new StringWriter();
        // Unbuffered, so that the text is complete without a flush.
        write(CsvWriter.builder().bufferSize(0).build(text), result);
        return text.toString();
    }

    private static void write(CsvWriter csv, EvaluationResult result) {
        csv.writeRecord(
                "strategy",
                "figure",
                "value",
                "low",
                "high",
                "difference",
                "differenceLow",
                "differenceHigh",
                "ranker",
                "sourcesLeftOut",
                "times");
        for (StrategyResult strategy : result.strategies()) {
            for (Measure measure : Measure.values()) {
                BootstrapInterval gain = strategy.gain(measure);
                intervals(csv, result, strategy, measure.label(), strategy.quality(measure), gain);
            }
            for (int at = 0; at < result.graph().buckets().size(); at++) {
                var bucket = result.graph().buckets().get(at);
                String figure = Measure.NDCG.label() + " with " + bucket.fewest() + "-" + bucket.most() + " friends";
                BootstrapInterval ndcg = strategy.byDegree().get(at);
                row(csv, result, strategy, figure, text(ndcg.mean()), text(ndcg.low()), text(ndcg.high()), "", "", "");
            }
            figure(csv, result, strategy, "coverage", strategy.exposure().coverage());
            figure(csv, result, strategy, "Gini", strategy.exposure().gini());
            figure(csv, result, strategy, "novelty", strategy.exposure().novelty());
            figure(csv, result, strategy, "medianMillis", strategy.speed().medianMillis());
            figure(csv, result, strategy, "p99Millis", strategy.speed().p99Millis());
            Double training = strategy.trainingSeconds();
            if (training != null) {
                figure(csv, result, strategy, "trainingSeconds", training);
            }
        }
    }

    private static void intervals(
            CsvWriter csv,
            EvaluationResult result,
            StrategyResult strategy,
            String figure,
            BootstrapInterval value,
            BootstrapInterval gain) {
        row(
                csv,
                result,
                strategy,
                figure,
                text(value.mean()),
                text(value.low()),
                text(value.high()),
                text(gain.mean()),
                text(gain.low()),
                text(gain.high()));
    }

    private static void figure(
            CsvWriter csv, EvaluationResult result, StrategyResult strategy, String figure, double value) {
        row(csv, result, strategy, figure, text(value), "", "", "", "", "");
    }

    private static void row(
            CsvWriter csv, EvaluationResult result, StrategyResult strategy, String figure, String... numbers) {
        Served served = strategy.served();
        List<String> row = new ArrayList<>(List.of(strategy.name(), figure));
        row.addAll(List.of(numbers));
        row.add(served == null ? strategy.name() : served.ranker());
        row.add(served == null ? "" : String.join(" ", served.sourcesLeftOut()));
        row.add(result.graph().times());
        csv.writeRecord(row);
    }

    private static String text(double value) {
        return Double.toString(value);
    }
}
