package io.mutuals.suggestion.evaluation.report;

import io.mutuals.suggestion.evaluation.BootstrapInterval;
import io.mutuals.suggestion.evaluation.EvaluationResult;
import io.mutuals.suggestion.evaluation.EvaluationResult.StrategyResult;
import io.mutuals.suggestion.evaluation.Measure;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The main table of the page: all figures of each strategy, best first, with the best of each column highlighted. */
final class ResultTable {

    private final EvaluationResult result;
    private final List<StrategyResult> ranked;

    ResultTable(EvaluationResult result) {
        this.result = result;
        ranked = result.ranked();
    }

    void write(Markup html) {
        html.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", "Results, all figures")
                .open("table", "class", "results");
        head(html);
        html.open("tbody");
        ranked.forEach(strategy -> row(html, strategy));
        html.close().close().close();
    }

    private void head(Markup html) {
        html.open("thead").open("tr").text("th", "strategy", "scope", "col");
        for (Measure measure : Measure.values()) {
            html.text("th", measure.label(), "scope", "col");
        }
        html.text("th", Measure.NDCG.label() + " vs " + result.setup().baseline(), "scope", "col");
        for (String title : List.of("coverage", "Gini", "novelty", "median ms", "p99 ms")) {
            html.text("th", title, "scope", "col");
        }
        if (trained()) {
            html.text("th", "training s", "scope", "col");
        }
        html.close().close();
    }

    private boolean trained() {
        return ranked.stream().anyMatch(strategy -> strategy.trainingSeconds() != null);
    }

    private void row(Markup html, StrategyResult strategy) {
        html.open("tr").open("th", "scope", "row").raw(legend(strategy)).text(strategy.name());
        badge(html, strategy);
        html.close();
        for (Measure measure : Measure.values()) {
            BootstrapInterval interval = strategy.quality(measure);
            boolean best = isMost(strategy, other -> other.quality(measure).mean());
            figure(html, Numbers.measure(interval.mean()), Numbers.ends(interval), best);
        }
        gain(html, strategy);
        ToDoubleFunction<StrategyResult> coverage = other -> other.exposure().coverage();
        ToDoubleFunction<StrategyResult> evenness = other -> -other.exposure().gini();
        ToDoubleFunction<StrategyResult> novelty = other -> other.exposure().novelty();
        ToDoubleFunction<StrategyResult> median = other -> -other.speed().medianMillis();
        ToDoubleFunction<StrategyResult> p99 = other -> -other.speed().p99Millis();
        figure(html, Numbers.percent(strategy.exposure().coverage()), "", isMost(strategy, coverage));
        figure(html, Numbers.thousandth(strategy.exposure().gini()), "", isMost(strategy, evenness));
        figure(html, Numbers.tenth(strategy.exposure().novelty()), "", isMost(strategy, novelty));
        figure(html, Numbers.millis(strategy.speed().medianMillis()), "", isMost(strategy, median));
        figure(html, Numbers.millis(strategy.speed().p99Millis()), "", isMost(strategy, p99));
        if (trained()) {
            Double seconds = strategy.trainingSeconds();
            figure(html, seconds == null ? "\u2013" : Numbers.tenth(seconds), "", false);
        }
        html.close();
    }

    private String legend(StrategyResult strategy) {
        return legend(new SeriesStyle(result.strategies().indexOf(strategy)));
    }

    /** Returns the mark before a strategy's name; hidden from screen readers, because the name follows. */
    static String legend(SeriesStyle style) {
        Markup svg = new Markup()
                .open("svg", "class", "key", "viewBox", "0 0 26 14", "width", 26, "height", 14, "aria-hidden", "true")
                .open("g", "class", style.name())
                .empty("path", "class", "line", "d", "M1 7H25");
        style.mark(svg, 13, 7);
        return svg.close().close().toString();
    }

    private void badge(Markup html, StrategyResult strategy) {
        StrategyResult best = ranked.getFirst();
        if (strategy.equals(best) && ranked.size() > 1) {
            html.text("span", "best", "class", "badge best");
        } else if (Headline.levelWith(best, ranked).contains(strategy)) {
            html.text("span", "level with best", "class", "badge");
        }
        if (strategy.name().equals(result.setup().baseline())) {
            html.text("span", "baseline", "class", "badge quiet");
        }
    }

    private void gain(Markup html, StrategyResult strategy) {
        BootstrapInterval gain = strategy.gain(Measure.NDCG);
        if (strategy.name().equals(result.setup().baseline())) {
            html.text("td", "\u2013");
            return;
        }
        String sign = !gain.excludesZero() ? "\u2248 " : gain.mean() > 0 ? "\u25b2 " : "\u25bc ";
        String kind = !gain.excludesZero() ? "level" : gain.mean() > 0 ? "more" : "less";
        html.open("td")
                .text("span", sign + Numbers.difference(gain.mean()), "class", kind)
                .text("small", Numbers.differenceEnds(gain))
                .close();
    }

    private static void figure(Markup html, String figure, String ends, boolean best) {
        html.open("td").text(best ? "strong" : "span", figure);
        if (!ends.isEmpty()) {
            html.text("small", ends);
        }
        html.close();
    }

    private boolean isMost(StrategyResult strategy, ToDoubleFunction<StrategyResult> figure) {
        double most = ranked.stream().mapToDouble(figure).max().orElse(0);
        return ranked.size() > 1 && figure.applyAsDouble(strategy) >= most;
    }
}
