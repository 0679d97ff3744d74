package io.mutuals.suggestion.evaluation.report;

import io.mutuals.suggestion.evaluation.BootstrapInterval;
import io.mutuals.suggestion.evaluation.EvaluationResult;
import io.mutuals.suggestion.evaluation.EvaluationResult.StrategyResult;
import io.mutuals.suggestion.evaluation.Measure;
import io.mutuals.suggestion.evaluation.Speed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A scatter plot of ranking time against NDCG. */
record SpeedChart(EvaluationResult result) implements Chart {

    private static final int HEIGHT = 360;
    private static final int TOP = 30;
    private static final int LEFT = 34;
    private static final int MARKS = 5;
    /**
     * The fraction of the best NDCG below which strategies are drawn at the lower edge, to leave room for the others.
     */
    private static final double WORTH_COMPARING = 0.5;

    private static final int EDGE = 9;

    /** The resolution of the timer. */
    private static final double LEAST_MILLIS = 1e-4;

    @Override
    public String title() {
        return "Speed against quality";
    }

    @Override
    public String caption() {
        return "Milliseconds to rank one user, at the median, on a logarithmic scale; the thin line ends at the "
                + "99th percentile. Up and to the left is better; no strategy is both faster and better than those "
                + "on the dotted line.";
    }

    @Override
    public String textAlternative() {
        return result.ranked().stream()
                .map(strategy ->
                        strategy.name() + " " + Numbers.millis(strategy.speed().medianMillis()) + " ms at "
                                + Numbers.measure(strategy.quality(Measure.NDCG).mean()))
                .collect(Collectors.joining(", ", "", "."));
    }

    @Override
    public String svg(int width) {
        List<StrategyResult> ranked = result.ranked();
        double fastest = ranked.stream().mapToDouble(SpeedChart::median).min().orElse(1);
        double slowest = ranked.stream().mapToDouble(SpeedChart::p99).max().orElse(1);
        double most = ranked.stream()
                .mapToDouble(strategy -> strategy.quality(Measure.NDCG).high())
                .max()
                .orElse(1);
        double bottom = HEIGHT - Frame.BOTTOM;
        Scale x = Scale.logarithmic(fastest, slowest, 0.06, LEFT, width - 10.0);
        double least = ranked.stream()
                .filter(strategy -> strategy.quality(Measure.NDCG).mean() >= most * WORTH_COMPARING)
                .mapToDouble(strategy -> strategy.quality(Measure.NDCG).low())
                .min()
                .orElse(0);
        List<BootstrapInterval> all =
                ranked.stream().map(strategy -> strategy.quality(Measure.NDCG)).toList();
        Scale y = Scale.ofIntervals(all, least, most, MARKS, bottom, TOP);
        Markup svg = Frame.open(this, width, HEIGHT);
        Frame.left(svg, y, MARKS, LEFT, width - 10.0, Measure.NDCG.label());
        Frame.below(svg, x, MARKS, TOP, bottom, "milliseconds a user");
        svg.empty("path", "class", "frontier", "d", frontier(x, y));
        ranked.reversed().forEach(strategy -> point(svg, strategy, x, y));
        names(svg, x, y, width);
        return svg.close().toString();
    }

    private void point(Markup svg, StrategyResult strategy, Scale x, Scale y) {
        BootstrapInterval ndcg = strategy.quality(Measure.NDCG);
        double at = x.at(median(strategy));
        double height = height(strategy, y);
        boolean below = !y.holds(ndcg.mean());
        SeriesStyle style = new SeriesStyle(result.strategies().indexOf(strategy));
        svg.open("g", "class", style.name())
                .text(
                        "title",
                        strategy.name() + ": " + Numbers.measure(ndcg.mean()) + " in "
                                + Numbers.millis(strategy.speed().medianMillis()) + " ms, 99 of 100 within "
                                + Numbers.millis(strategy.speed().p99Millis()) + " ms");
        if (!below) {
            svg.empty("line", "class", "bar", "x1", at, "x2", at, "y1", y.at(ndcg.low()), "y2", y.at(ndcg.high()));
        }
        svg.empty("line", "class", "thin", "x1", at, "x2", x.at(p99(strategy)), "y1", height, "y2", height);
        style.mark(svg, at, height);
        svg.close();
    }

    /**
     * Drawn after all marks, so that no mark covers a name; in order of quality, so that the best get the nearest
     * places.
     */
    private void names(Markup svg, Scale x, Scale y, int width) {
        LabelPlacer names = new LabelPlacer(width);
        result.ranked().forEach(strategy -> names.keepFree(x.at(median(strategy)), height(strategy, y)));
        for (StrategyResult strategy : result.ranked()) {
            double ndcg = strategy.quality(Measure.NDCG).mean();
            String name = y.holds(ndcg) ? strategy.name() : strategy.name() + ", below: " + Numbers.measure(ndcg);
            LabelPlacer.Spot spot = names.near(name, x.at(median(strategy)), height(strategy, y));
            svg.text("text", name, "class", "end", "x", spot.x(), "y", spot.y() + 4);
        }
    }

    private static double median(StrategyResult strategy) {
        return Math.max(strategy.speed().medianMillis(), LEAST_MILLIS);
    }

    private static double p99(StrategyResult strategy) {
        return Math.max(strategy.speed().p99Millis(), median(strategy));
    }

    private static double height(StrategyResult strategy, Scale y) {
        double ndcg = strategy.quality(Measure.NDCG).mean();
        return y.holds(ndcg) ? y.at(ndcg) : y.start() - EDGE;
    }

    private String frontier(Scale x, Scale y) {
        StringBuilder path = new StringBuilder();
        double best = -1;
        List<StrategyResult> fastestFirst = new ArrayList<>(result.ranked());
        fastestFirst.sort(Comparator.comparingDouble(SpeedChart::median));
        for (StrategyResult strategy : fastestFirst) {
            double ndcg = strategy.quality(Measure.NDCG).mean();
            if (ndcg > best) {
                best = ndcg;
                path.append(path.isEmpty() ? 'M' : 'L')
                        .append(String.format(Locale.ROOT, "%.1f %.1f", x.at(median(strategy)), height(strategy, y)));
            }
        }
        return path.toString();
    }

    @Override
    public HtmlTable table() {
        return new HtmlTable(
                List.of("strategy", Measure.NDCG.label(), "median ms", "99 % within ms", "users timed", "training s"),
                result.ranked().stream().map(SpeedChart::row).toList());
    }

    private static List<String> row(StrategyResult strategy) {
        Speed speed = strategy.speed();
        Double training = strategy.trainingSeconds();
        return List.of(
                strategy.name(),
                Numbers.measure(strategy.quality(Measure.NDCG).mean()),
                Numbers.millis(speed.medianMillis()),
                Numbers.millis(speed.p99Millis()),
                Numbers.count(speed.users()),
                training == null ? "none" : Numbers.tenth(training));
    }
}
