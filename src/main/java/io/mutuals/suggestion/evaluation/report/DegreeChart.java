package io.mutuals.suggestion.evaluation.report;

import io.mutuals.suggestion.evaluation.BootstrapInterval;
import io.mutuals.suggestion.evaluation.DegreeBucket;
import io.mutuals.suggestion.evaluation.EvaluationResult;
import io.mutuals.suggestion.evaluation.EvaluationResult.StrategyResult;
import io.mutuals.suggestion.evaluation.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** NDCG by the user's number of friends. */
record DegreeChart(EvaluationResult result) implements Chart {

    private static final int HEIGHT = 360;
    private static final int TOP = 30;
    private static final int LEFT = 34;
    private static final int MARKS = 5;
    private static final int DODGE = 24;

    @Override
    public String title() {
        return "Quality by number of friends";
    }

    @Override
    public String caption() {
        return "Mean " + Measure.NDCG.label()
                + " of test users who have so many friends to learn from, with 95 % intervals. The small figures "
                + "below are how many users each group has.";
    }

    @Override
    public String textAlternative() {
        return IntStream.range(0, buckets().size())
                .mapToObj(at -> "With " + Numbers.friends(buckets().get(at)) + " friends " + best(at) + " is best")
                .collect(Collectors.joining("; ", "", "."));
    }

    private List<DegreeBucket> buckets() {
        return result.graph().buckets();
    }

    private String best(int bucket) {
        StrategyResult best = result.ranked().getFirst();
        for (StrategyResult strategy : result.ranked()) {
            if (strategy.byDegree().get(bucket).mean()
                    > best.byDegree().get(bucket).mean()) {
                best = strategy;
            }
        }
        return best.name() + " (" + Numbers.measure(best.byDegree().get(bucket).mean()) + ")";
    }

    @Override
    public String svg(int width) {
        double most = result.strategies().stream()
                .flatMap(strategy -> strategy.byDegree().stream())
                .mapToDouble(BootstrapInterval::high)
                .max()
                .orElse(1);
        double bottom = HEIGHT - Frame.BOTTOM - 12;
        double right = Lines.right(width, result);
        double step = (right - LEFT) / buckets().size();
        Scale y = Scale.linear(0, most, MARKS, bottom, TOP);
        Markup svg = Frame.open(this, width, HEIGHT);
        Frame.left(svg, y, MARKS, LEFT, right, Measure.NDCG.label());
        below(svg, step, right, bottom);
        List<Lines.Line> lines = result.ranked().reversed().stream()
                .map(strategy -> line(strategy, y, step))
                .toList();
        Lines.draw(svg, lines, width, right, TOP, bottom);
        return svg.close().toString();
    }

    private void below(Markup svg, double step, double right, double bottom) {
        for (int at = 0; at < buckets().size(); at++) {
            double x = LEFT + (at + 0.5) * step;
            DegreeBucket bucket = buckets().get(at);
            svg.text(
                    "text",
                    Numbers.friends(bucket),
                    "class",
                    "tick",
                    "x",
                    x,
                    "y",
                    bottom + 15,
                    "text-anchor",
                    "middle");
            svg.text(
                    "text",
                    Numbers.count(bucket.users()),
                    "class",
                    "users",
                    "x",
                    x,
                    "y",
                    bottom + 29,
                    "text-anchor",
                    "middle");
        }
        svg.empty("line", "class", "axis", "x1", (double) LEFT, "x2", right, "y1", bottom, "y2", bottom);
        svg.text(
                "text",
                "friends of the test user",
                "class",
                "says",
                "x",
                (LEFT + right) / 2,
                "y",
                bottom + 48,
                "text-anchor",
                "middle");
    }

    private Lines.Line line(StrategyResult strategy, Scale y, double step) {
        int place = result.strategies().indexOf(strategy);
        double room = Math.min(DODGE, step * 0.6);
        double dodge = ((place + 0.5) / result.strategies().size() - 0.5) * room;
        List<Lines.Point> points = new ArrayList<>();
        for (int at = 0; at < buckets().size(); at++) {
            BootstrapInterval ndcg = strategy.byDegree().get(at);
            String title = strategy.name() + ", " + Numbers.friends(buckets().get(at)) + " friends: "
                    + Numbers.measure(ndcg.mean()) + " (95 % interval " + Numbers.ends(ndcg) + ")";
            double x = LEFT + (at + 0.5) * step + dodge;
            points.add(new Lines.Point(x, y.at(ndcg.mean()), y.at(ndcg.low()), y.at(ndcg.high()), true, title));
        }
        return new Lines.Line(strategy.name(), new SeriesStyle(place), points);
    }

    @Override
    public HtmlTable table() {
        List<String> head = new ArrayList<>(List.of("strategy"));
        buckets().forEach(bucket -> head.add(Numbers.friends(bucket) + " friends"));
        return new HtmlTable(
                head,
                result.ranked().stream()
                        .map(strategy -> {
                            List<String> row = new ArrayList<>(List.of(strategy.name()));
                            strategy.byDegree()
                                    .forEach(ndcg ->
                                            row.add(Numbers.measure(ndcg.mean()) + " (" + Numbers.ends(ndcg) + ")"));
                            return row;
                        })
                        .map(List::copyOf)
                        .toList());
    }
}
