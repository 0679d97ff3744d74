package io.mutuals.suggestion.evaluation.report;

import io.mutuals.suggestion.evaluation.EvaluationResult;
import io.mutuals.suggestion.evaluation.EvaluationResult.EvaluatedGraph;
import io.mutuals.suggestion.evaluation.EvaluationResult.Setup;
import io.mutuals.suggestion.evaluation.EvaluationResult.StrategyResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Writes an evaluation as one HTML page.
 *
 * <p>The page is self-contained: it needs no network, script or font. Its charts are inline SVG, each drawn twice, for
 * wide and for narrow windows. It is also well-formed XML.
 */
public final class HtmlReport {

    private static final int WIDE = 540;
    private static final int NARROW = 326;
    private static final int HIGHLIGHTED = 4;
    private static final int FEW_USERS = 100;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final EvaluationResult result;

    private HtmlReport(EvaluationResult result) {
        this.result = result;
    }

    /** Returns the report of a result as a page of HTML. */
    public static String of(EvaluationResult result) {
        return new HtmlReport(result).page();
    }

    private String page() {
        Markup html =
                new Markup().raw("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
        html.empty("meta", "charset", "utf-8");
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "color-scheme", "content", "light dark");
        html.text("title", "Friend suggestions on " + result.graph().name());
        html.open("style").raw(resource("report.css")).raw(focus()).close().close();
        html.open("body").open("main");
        header(html);
        results(html);
        charts(html);
        notes(html);
        return html.close().close().close().toString();
    }

    private void header(Markup html) {
        Setup setup = result.setup();
        EvaluatedGraph graph = result.graph();
        html.open("header")
                .text("p", "Friend suggestions, evaluated", "class", "eyebrow")
                .text("h1", graph.name())
                .text("p", Headline.of(result), "class", "headline");
        if (graph.users() < FEW_USERS) {
            html.text(
                    "p",
                    "Only " + graph.users() + " test users: the intervals are wide, and themselves not exact.",
                    "class",
                    "warning");
        }
        html.open("dl", "class", "facts");
        fact(html, "people", Numbers.count(graph.people()));
        fact(html, "friendships to learn from", Numbers.count(graph.friendships()));
        fact(
                html,
                graph.byTime() ? "later friendships to find" : "friendships held out to find",
                Numbers.count(graph.heldOut()));
        fact(html, "test users", Numbers.count(graph.users()));
        fact(html, "two-hop ceiling of recall", Numbers.percent(graph.twoHopCeiling()));
        html.close();
        html.text(
                        "p",
                        (graph.byTime() ? "Split by time" : "Split by hash") + " · times: " + graph.times() + " · seed "
                                + setup.seed() + " · "
                                + Numbers.count(setup.resamples()) + " resamples · " + setup.places()
                                + " places · " + DATE.format(setup.at()) + " · Mutuals " + setup.version(),
                        "class",
                        "run")
                .close();
    }

    private static void fact(Markup html, String name, String value) {
        html.open("div").text("dt", name).text("dd", value).close();
    }

    private void results(Markup html) {
        html.open("section", "aria-labelledby", "results").text("h2", "Results", "id", "results");
        new ResultTable(result).write(html);
        html.text(
                "p",
                "Small figures are 95 % intervals. ▲ better, ▼ worse than "
                        + result.setup().baseline()
                        + ", ≈ within chance. Bold: best of its column, whether or not the lead is "
                        + "significant. Coverage, Gini and novelty are about the first ten places.",
                "class",
                "hint");
        for (StrategyResult strategy : result.strategies()) {
            String note = strategy.note();
            if (note != null) {
                html.open("p", "class", "hint")
                        .text("strong", strategy.name() + ":")
                        .text(" " + note)
                        .close();
            }
        }
        html.close();
    }

    private void charts(Markup html) {
        html.open("section", "aria-labelledby", "charts").text("h2", "Charts", "id", "charts");
        if (result.strategies().size() > 1) {
            chips(html);
        }
        html.open("div", "class", "cards");
        List<Chart> charts = result.strategies().size() > 1
                ? List.of(
                        new QualityChart(result),
                        new GainChart(result),
                        new DegreeChart(result),
                        new HitChart(result),
                        new SpeedChart(result),
                        new ExposureChart(result))
                : List.of(
                        new QualityChart(result),
                        new DegreeChart(result),
                        new HitChart(result),
                        new ExposureChart(result));
        charts.forEach(chart -> card(html, chart));
        html.close().close();
    }

    /** Checkboxes that highlight strategies in the line charts; with CSS only, so that they work without a script. */
    private void chips(Markup html) {
        List<StrategyResult> ranked = result.ranked();
        html.open("fieldset", "class", "chips").text("legend", "Stand out in the line charts");
        for (StrategyResult strategy : ranked) {
            int place = result.strategies().indexOf(strategy);
            html.open("label");
            if (ranked.indexOf(strategy) < HIGHLIGHTED
                    || strategy.name().equals(result.setup().baseline())) {
                html.empty("input", "type", "checkbox", "id", "show" + place, "checked", "checked");
            } else {
                html.empty("input", "type", "checkbox", "id", "show" + place);
            }
            html.raw(ResultTable.legend(new SeriesStyle(place)))
                    .text(strategy.name())
                    .close();
        }
        html.close();
    }

    /** The CSS of the checkboxes: a strategy that is not checked is faded. */
    private String focus() {
        StringBuilder rules = new StringBuilder();
        for (int place = 0; place < result.strategies().size(); place++) {
            rules.append("body:has(#show%1$d:not(:checked)) .series.s%1$d { color: var(--back); opacity: 0.45; }\n"
                    .formatted(place));
            rules.append("body:has(#show%1$d:not(:checked)) .series.s%1$d .bar { display: none; }\n".formatted(place));
        }
        return rules.toString();
    }

    private static void card(Markup html, Chart chart) {
        html.open("figure")
                .open("figcaption")
                .text("h3", chart.title())
                .text("p", chart.caption())
                .close()
                .raw(chart.svg(WIDE))
                .raw(chart.svg(NARROW))
                .open("details")
                .text("summary", "The figures")
                .open(
                        "div",
                        "class",
                        "scroll",
                        "role",
                        "region",
                        "tabindex",
                        "0",
                        "aria-label",
                        "Figures of: " + chart.title());
        chart.table().write(html);
        html.close().close().close();
    }

    private void notes(Markup html) {
        EvaluatedGraph graph = result.graph();
        String split = graph.byTime()
                ? "The latest 15 % of the friendships are held out; rankers learn from the earlier ones."
                : "A friendship is held out when the CRC-32 of its two ids, as text “a:b” with a < b, "
                        + "is divisible by ten: the same ones on every machine.";
        String dropped = graph.dropped() == 0
                ? ""
                : " " + Numbers.count(graph.dropped())
                        + " held-out friendships were dropped because one of the two has no friendship to learn from.";
        html.open("section", "class", "notes", "aria-labelledby", "notes").text("h2", "Method", "id", "notes");
        html.open("p").text("strong", "Split.").text(" " + split + dropped).close();
        html.open("p")
                .text("strong", "Times.")
                .text(" Where the times of the friendships were found: " + graph.times() + ".")
                .close();
        html.raw(resource("notes.html")
                .replace("{places}", Numbers.count(result.setup().places()))
                .replace("{resamples}", Numbers.count(result.setup().resamples())));
        html.close();
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(HtmlReport.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
