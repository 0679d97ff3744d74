package io.mutuals.suggestion.evaluation.report;

import io.mutuals.suggestion.evaluation.EvaluationResult;
import io.mutuals.suggestion.evaluation.EvaluationResult.StrategyResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The fraction of users with a held-out friend within the first places, by the number of places. */
record HitChart(EvaluationResult result) implements Chart {

    private static final int HEIGHT = 360;
    private static final int TOP = 30;
    private static final int LEFT = 34;
    private static final int MARKS = 5;
    private static final List<Integer> LISTED = List.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000);

    @Override
    public String title() {
        return "Users with a hit, by place";
    }

    @Override
    public String caption() {
        return "Share of test users with a held-out friend among the first n suggestions. Higher is better; "
                + "what the first page shows is on the left.";
    }

    @Override
    public String textAlternative() {
        return result.ranked().stream()
                .map(strategy -> strategy.name() + " "
                        + Numbers.percent(strategy.hitByPlace().getFirst()) + " at the first place and "
                        + Numbers.percent(strategy.hitByPlace().getLast()) + " within " + places())
                .collect(Collectors.joining("; ", "", "."));
    }

    private int places() {
        return result.setup().places();
    }

    @Override
    public String svg(int width) {
        double most = result.strategies().stream()
                .mapToDouble(strategy -> strategy.hitByPlace().getLast())
                .max()
                .orElse(1);
        double bottom = HEIGHT - Frame.BOTTOM;
        double right = Lines.right(width, result);
        Scale x = new Scale(1, places(), true, LEFT, right);
        Scale y = Scale.linear(0, Math.min(1, most), MARKS, bottom, TOP);
        Markup svg = Frame.open(this, width, HEIGHT);
        Frame.left(svg, y, MARKS, LEFT, right, "share of test users");
        Frame.below(svg, x, MARKS, TOP, bottom, "within the first … places");
        List<Lines.Line> lines = result.ranked().reversed().stream()
                .map(strategy -> new Lines.Line(strategy.name(), style(strategy), points(strategy, x, y)))
                .toList();
        Lines.draw(svg, lines, width, right, TOP, bottom);
        return svg.close().toString();
    }

    private SeriesStyle style(StrategyResult strategy) {
        return new SeriesStyle(result.strategies().indexOf(strategy));
    }

    private static List<Lines.Point> points(StrategyResult strategy, Scale x, Scale y) {
        List<Lines.Point> points = new ArrayList<>();
        for (int at = 0; at < strategy.hitByPlace().size(); at++) {
            double hits = strategy.hitByPlace().get(at);
            double height = y.at(hits);
            String title = strategy.name() + ": " + Numbers.percent(hits) + " within " + (at + 1);
            points.add(new Lines.Point(x.at(at + 1.0), height, height, height, LISTED.contains(at + 1), title));
        }
        return points;
    }

    @Override
    public HtmlTable table() {
        List<Integer> listed =
                LISTED.stream().filter(place -> place <= places()).toList();
        List<String> head = new ArrayList<>(List.of("strategy"));
        listed.forEach(place -> head.add("within " + place));
        return new HtmlTable(
                head,
                result.ranked().stream()
                        .map(strategy -> IntStream.rangeClosed(0, listed.size())
                                .mapToObj(at -> at == 0
                                        ? strategy.name()
                                        : Numbers.percent(strategy.hitByPlace().get(listed.get(at - 1) - 1)))
                                .toList())
                        .toList());
    }
}
