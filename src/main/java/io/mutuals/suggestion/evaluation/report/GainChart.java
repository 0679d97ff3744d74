package io.mutuals.suggestion.evaluation.report;

import io.mutuals.suggestion.evaluation.BootstrapInterval;
import io.mutuals.suggestion.evaluation.EvaluationResult;
import io.mutuals.suggestion.evaluation.EvaluationResult.StrategyResult;
import io.mutuals.suggestion.evaluation.Measure;
import java.util.List;
import java.util.stream.Collectors;

/** A forest plot of each strategy's paired difference in NDCG from the baseline. */
record GainChart(EvaluationResult result) implements Chart {

    private static final int MARKS = 4;
    private static final int FIGURES = 56;

    @Override
    public String title() {
        return "Difference from " + result.setup().baseline();
    }

    @Override
    public String caption() {
        return "Paired difference of " + Measure.NDCG.label()
                + " on the same test users, with its 95 % interval. An interval that does not touch "
                + "the line at 0 is a difference. An arrow marks a value outside the scale.";
    }

    @Override
    public String textAlternative() {
        return others().stream()
                .map(strategy -> strategy.name() + " "
                        + Numbers.difference(strategy.gain(Measure.NDCG).mean())
                        + (strategy.gain(Measure.NDCG).excludesZero() ? "" : " (within chance)"))
                .collect(Collectors.joining(", ", "Best first: ", "."));
    }

    private List<StrategyResult> others() {
        return result.ranked().stream()
                .filter(strategy -> !strategy.name().equals(result.setup().baseline()))
                .toList();
    }

    @Override
    public String svg(int width) {
        List<DotRows.Row> rows = others().stream().map(this::row).toList();
        // The scale ignores the worst half, which would squeeze the differences worth comparing into one point.
        List<DotRows.Row> shown = rows.subList(0, (rows.size() + 2) / 2);
        double least =
                shown.stream().mapToDouble(row -> row.interval().low()).min().orElse(0);
        double most =
                shown.stream().mapToDouble(row -> row.interval().high()).max().orElse(0);
        double bottom = DotRows.bottom(rows.size());
        Scale scale = Scale.ofIntervals(
                rows.stream().map(DotRows.Row::interval).toList(),
                Math.min(least, 0),
                Math.max(most, 0),
                MARKS,
                DotRows.labels(rows),
                width - FIGURES - 12.0);
        Markup svg = Frame.open(this, width, DotRows.height(rows.size()));
        Frame.below(
                svg,
                scale,
                MARKS,
                Frame.TOP,
                bottom,
                Measure.NDCG.label() + " above " + result.setup().baseline());
        double zero = scale.at(0);
        svg.empty("line", "class", "zero", "x1", zero, "x2", zero, "y1", Frame.TOP, "y2", bottom);
        DotRows.names(svg, rows, scale.start());
        DotRows.dots(svg, rows, scale, width);
        return svg.close().toString();
    }

    private DotRows.Row row(StrategyResult strategy) {
        BootstrapInterval gain = strategy.gain(Measure.NDCG);
        return new DotRows.Row(
                strategy.name(),
                new SeriesStyle(result.strategies().indexOf(strategy)),
                gain,
                Numbers.difference(gain.mean()),
                strategy.name() + ": " + Numbers.difference(gain.mean()) + " (95 % interval "
                        + Numbers.differenceEnds(gain) + ")");
    }

    @Override
    public HtmlTable table() {
        return new HtmlTable(
                List.of("strategy", "difference", "95 % interval", "significant"),
                others().stream()
                        .map(strategy -> List.of(
                                strategy.name(),
                                Numbers.difference(strategy.gain(Measure.NDCG).mean()),
                                Numbers.differenceEnds(strategy.gain(Measure.NDCG)),
                                strategy.gain(Measure.NDCG).excludesZero() ? "yes" : "within chance"))
                        .toList());
    }
}
