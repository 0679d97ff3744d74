package io.mutuals.suggestion.evaluation.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.mutuals.suggestion.evaluation.EvaluationResult;
import io.mutuals.suggestion.evaluation.EvaluationResult.Strategy;
import io.mutuals.suggestion.evaluation.Interval;
import io.mutuals.suggestion.evaluation.Measure;
import java.io.StringWriter;

/**
 * An evaluation as CSV with a header: a row for each strategy and figure, with the interval and the paired difference to the baseline where
 * there are such, so that it can be read into a data frame as it is.
 */
public final class CsvReport {

    private CsvReport() {}

    public static String of(EvaluationResult result) {
        StringWriter text = new StringWriter();
        CsvWriter csv = CsvWriter.builder().build(text);
        csv.writeRecord("strategy", "figure", "value", "low", "high", "difference", "differenceLow", "differenceHigh");
        for (Strategy strategy : result.strategies()) {
            for (Measure measure : Measure.values()) {
                Interval gain = strategy.gain(measure);
                intervals(csv, strategy, measure.label(), strategy.quality(measure), gain);
            }
            for (int at = 0; at < result.graph().buckets().size(); at++) {
                var bucket = result.graph().buckets().get(at);
                String figure = Measure.NDCG.label() + " with " + bucket.fewest() + "-" + bucket.most() + " friends";
                Interval ndcg = strategy.byDegree().get(at);
                csv.writeRecord(
                        strategy.name(), figure, text(ndcg.mean()), text(ndcg.low()), text(ndcg.high()), "", "", "");
            }
            figure(csv, strategy, "coverage", strategy.exposure().coverage());
            figure(csv, strategy, "Gini", strategy.exposure().gini());
            figure(csv, strategy, "novelty", strategy.exposure().novelty());
            figure(csv, strategy, "medianMillis", strategy.speed().medianMillis());
            figure(csv, strategy, "p99Millis", strategy.speed().p99Millis());
            Double training = strategy.trainingSeconds();
            if (training != null) {
                figure(csv, strategy, "trainingSeconds", training);
            }
        }
        return text.toString();
    }

    private static void intervals(CsvWriter csv, Strategy strategy, String figure, Interval value, Interval gain) {
        csv.writeRecord(
                strategy.name(),
                figure,
                text(value.mean()),
                text(value.low()),
                text(value.high()),
                text(gain.mean()),
                text(gain.low()),
                text(gain.high()));
    }

    private static void figure(CsvWriter csv, Strategy strategy, String figure, double value) {
        csv.writeRecord(strategy.name(), figure, text(value), "", "", "", "", "");
    }

    private static String text(double value) {
        return Double.toString(value);
    }
}
