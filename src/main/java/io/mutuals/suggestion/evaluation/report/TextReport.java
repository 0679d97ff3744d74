package io.mutuals.suggestion.evaluation.report;

import io.mutuals.suggestion.evaluation.BootstrapInterval;
import io.mutuals.suggestion.evaluation.EvaluationResult;
import io.mutuals.suggestion.evaluation.EvaluationResult.EvaluatedGraph;
import io.mutuals.suggestion.evaluation.EvaluationResult.StrategyResult;
import io.mutuals.suggestion.evaluation.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes an evaluation as an ASCII table for terminals, best first. */
public final class TextReport {

    private static final String GAP = "  ";

    private TextReport() {}

    /** Returns the report of a result as plain text. */
    public static String of(EvaluationResult result) {
        EvaluatedGraph graph = result.graph();
        String says =
                graph.name() + ": " + Numbers.count(graph.people()) + " people, " + Numbers.count(graph.friendships())
                        + " friendships to learn from, " + Numbers.count(graph.heldOut()) + " held out by "
                        + (graph.byTime() ? "time" : "hash") + ", " + Numbers.count(graph.users())
                        + " test users, two-hop ceiling " + Numbers.percent(graph.twoHopCeiling()) + "\nTimes: "
                        + graph.times() + ".\n\n";
        List<List<String>> rows = new ArrayList<>();
        rows.add(head(result));
        result.ranked().forEach(strategy -> rows.add(row(result, strategy)));
        return says + table(rows) + "\n" + ascii(Headline.of(result)) + "\n" + notes(result);
    }

    private static String notes(EvaluationResult result) {
        return result.strategies().stream()
                .filter(strategy -> strategy.note() != null)
                .map(strategy -> strategy.name() + ": " + strategy.note() + "\n")
                .collect(Collectors.joining());
    }

    private static List<String> head(EvaluationResult result) {
        List<String> head = new ArrayList<>(List.of("strategy", Measure.NDCG.label(), "95 % interval"));
        head.addAll(List.of(Measure.RECALL.label(), Measure.MRR.label(), Measure.HIT.label()));
        head.addAll(List.of("vs " + result.setup().baseline(), "95 % interval", "coverage", "Gini", "novelty"));
        head.addAll(List.of("p50 ms", "p99 ms"));
        if (trained(result)) {
            head.add("training s");
        }
        return head;
    }

    private static boolean trained(EvaluationResult result) {
        return result.strategies().stream().anyMatch(strategy -> strategy.trainingSeconds() != null);
    }

    private static List<String> row(EvaluationResult result, StrategyResult strategy) {
        BootstrapInterval ndcg = strategy.quality(Measure.NDCG);
        BootstrapInterval gain = strategy.gain(Measure.NDCG);
        boolean baseline = strategy.name().equals(result.setup().baseline());
        List<String> row = new ArrayList<>(List.of(strategy.name(), Numbers.measure(ndcg.mean()), Numbers.ends(ndcg)));
        for (Measure measure : List.of(Measure.RECALL, Measure.MRR, Measure.HIT)) {
            row.add(Numbers.measure(strategy.quality(measure).mean()));
        }
        row.add(baseline ? "" : ascii(Numbers.difference(gain.mean())) + (gain.excludesZero() ? " *" : "  "));
        row.add(baseline ? "" : ascii(Numbers.differenceEnds(gain)));
        row.add(Numbers.percent(strategy.exposure().coverage()));
        row.add(Numbers.thousandth(strategy.exposure().gini()));
        row.add(Numbers.tenth(strategy.exposure().novelty()));
        row.add(Numbers.millis(strategy.speed().medianMillis()));
        row.add(Numbers.millis(strategy.speed().p99Millis()));
        if (trained(result)) {
            Double seconds = strategy.trainingSeconds();
            row.add(seconds == null ? "" : Numbers.tenth(seconds));
        }
        return row;
    }

    private static String table(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream()
                .map(row -> IntStream.range(0, columns)
                        .mapToObj(column -> padded(row.get(column), widths[column], column == 0))
                        .collect(Collectors.joining(GAP))
                        .stripTrailing())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String padded(String cell, int width, boolean left) {
        String room = " ".repeat(width - cell.length());
        return left ? cell + room : room + cell;
    }

    private static String ascii(String text) {
        return text.replace('\u2212', '-');
    }
}
