package io.mutuals.suggestion.evaluation.report;

import io.mutuals.suggestion.evaluation.BootstrapInterval;
import io.mutuals.suggestion.evaluation.EvaluationResult;
import io.mutuals.suggestion.evaluation.EvaluationResult.StrategyResult;
import io.mutuals.suggestion.evaluation.Measure;
import java.util.List;
import java.util.stream.Collectors;

/** The NDCG of each strategy, best first. */
record QualityChart(EvaluationResult result) implements Chart {

    private static final int MARKS = 5;
    private static final int FIGURES = 52;

    @Override
    public String title() {
        return "Quality by strategy";
    }

    @Override
    public String caption() {
        return "Mean " + Measure.NDCG.label()
                + " over test users, with its 95 % interval. Further right is better. Intervals that overlap may "
                + "still differ: the next chart compares on the same users.";
    }

    @Override
    public String textAlternative() {
        return result.ranked().stream()
                .map(strategy -> strategy.name() + " "
                        + Numbers.measure(strategy.quality(Measure.NDCG).mean()))
                .collect(Collectors.joining(", ", "Best first: ", "."));
    }

    @Override
    public String svg(int width) {
        List<DotRows.Row> rows = result.ranked().stream().map(this::row).toList();
        double most =
                rows.stream().mapToDouble(row -> row.interval().high()).max().orElse(1);
        double bottom = DotRows.bottom(rows.size());
        Scale scale = Scale.linear(0, most, MARKS, DotRows.labels(rows), width - FIGURES - 12.0);
        Markup svg = Frame.open(this, width, DotRows.height(rows.size()));
        Frame.below(svg, scale, MARKS, Frame.TOP, bottom, Measure.NDCG.label());
        DotRows.names(svg, rows, scale.start());
        DotRows.dots(svg, rows, scale, width);
        return svg.close().toString();
    }

    private DotRows.Row row(StrategyResult strategy) {
        BootstrapInterval ndcg = strategy.quality(Measure.NDCG);
        return new DotRows.Row(
                strategy.name(),
                new SeriesStyle(result.strategies().indexOf(strategy)),
                ndcg,
                Numbers.measure(ndcg.mean()),
                strategy.name() + ": " + Numbers.measure(ndcg.mean()) + " (95 % interval " + Numbers.ends(ndcg) + ")");
    }

    @Override
    public HtmlTable table() {
        return new HtmlTable(
                List.of("strategy", Measure.NDCG.label(), "95 % interval"),
                result.ranked().stream()
                        .map(strategy -> List.of(
                                strategy.name(),
                                Numbers.measure(strategy.quality(Measure.NDCG).mean()),
                                Numbers.ends(strategy.quality(Measure.NDCG))))
                        .toList());
    }
}
