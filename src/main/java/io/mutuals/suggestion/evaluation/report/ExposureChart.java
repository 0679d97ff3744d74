package io.mutuals.suggestion.evaluation.report;

import io.mutuals.suggestion.evaluation.BootstrapInterval;
import io.mutuals.suggestion.evaluation.EvaluationResult;
import io.mutuals.suggestion.evaluation.EvaluationResult.StrategyResult;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Coverage, concentration and novelty side by side. */
record ExposureChart(EvaluationResult result) implements Chart {

    private static final int GAP = 30;
    private static final int FIGURE = 20;

    private record Panel(String says, ToDoubleFunction<StrategyResult> figure) {}

    private static final List<Panel> PANELS = List.of(
            new Panel("coverage, %", strategy -> 100 * strategy.exposure().coverage()),
            new Panel("Gini", strategy -> strategy.exposure().gini()),
            new Panel("novelty, bits", strategy -> strategy.exposure().novelty()));

    @Override
    public String title() {
        return "Who is suggested";
    }

    @Override
    public String caption() {
        return "Coverage: the share of all people who are suggested to at least one user. Gini: "
                + "0 if all are suggested equally often, 1 if all suggestions go to one person. Novelty: "
                + "how little known the suggested are. In the first ten places.";
    }

    @Override
    public String textAlternative() {
        return result.ranked().stream()
                .map(strategy -> strategy.name() + ": coverage "
                        + Numbers.percent(strategy.exposure().coverage()) + ", Gini "
                        + Numbers.thousandth(strategy.exposure().gini()) + ", novelty "
                        + Numbers.tenth(strategy.exposure().novelty()) + " bits")
                .collect(Collectors.joining("; ", "", "."));
    }

    @Override
    public String svg(int width) {
        List<DotRows.Row> named = rows(PANELS.getFirst());
        double labels = DotRows.labels(named);
        double bottom = DotRows.bottom(named.size());
        double room = (width - labels - FIGURE / 2.0 + GAP) / PANELS.size();
        int marks = width < 400 ? 1 : 2;
        Markup svg = Frame.open(this, width, DotRows.height(named.size()));
        DotRows.names(svg, named, labels);
        for (int at = 0; at < PANELS.size(); at++) {
            Panel panel = PANELS.get(at);
            double most = result.strategies().stream()
                    .mapToDouble(panel.figure())
                    .max()
                    .orElse(1);
            double start = labels + at * room;
            Scale scale = Scale.linear(0, most, marks, start, start + room - GAP);
            Frame.below(svg, scale, marks, Frame.TOP, bottom, panel.says());
            DotRows.dots(svg, rows(panel), scale, width);
        }
        return svg.close().toString();
    }

    private List<DotRows.Row> rows(Panel panel) {
        return result.ranked().stream()
                .map(strategy -> {
                    double figure = panel.figure().applyAsDouble(strategy);
                    return new DotRows.Row(
                            strategy.name(),
                            new SeriesStyle(result.strategies().indexOf(strategy)),
                            new BootstrapInterval(figure, figure, figure),
                            "",
                            strategy.name() + ", " + panel.says() + ": " + Numbers.shortest(figure));
                })
                .toList();
    }

    @Override
    public HtmlTable table() {
        return new HtmlTable(
                List.of("strategy", "coverage", "Gini", "novelty in bits"),
                result.ranked().stream()
                        .map(strategy -> List.of(
                                strategy.name(),
                                Numbers.percent(strategy.exposure().coverage()),
                                Numbers.thousandth(strategy.exposure().gini()),
                                Numbers.tenth(strategy.exposure().novelty())))
                        .toList());
    }
}
