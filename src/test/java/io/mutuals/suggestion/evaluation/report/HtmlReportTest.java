package io.mutuals.suggestion.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import io.mutuals.suggestion.evaluation.BootstrapInterval;
import io.mutuals.suggestion.evaluation.DegreeBucket;
import io.mutuals.suggestion.evaluation.EvaluationResult;
import io.mutuals.suggestion.evaluation.EvaluationResult.EvaluatedGraph;
import io.mutuals.suggestion.evaluation.EvaluationResult.Setup;
import io.mutuals.suggestion.evaluation.EvaluationResult.StrategyResult;
import io.mutuals.suggestion.evaluation.Exposure;
import io.mutuals.suggestion.evaluation.Measure;
import io.mutuals.suggestion.evaluation.Speed;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

@SideBySide
class HtmlReportTest {

    @Test
    void thePageIsWellFormedAndEveryChartAndTableNamesEveryStrategy() throws Exception {
        EvaluationResult result = result(
                strategy("learned", 0.30, 0.02), strategy("adamic-adar", 0.28, 0), strategy("popularity", 0.02, -0.26));
        Document page = parsed(HtmlReport.of(result));
        NodeList figures = page.getElementsByTagName("figure");
        assertThat(figures.getLength()).isEqualTo(6);
        for (int at = 0; at < figures.getLength(); at++) {
            String text = figures.item(at).getTextContent();
            assertThat(text).contains("learned", "popularity");
            for (String tag : List.of("svg", "figcaption", "table", "h3")) {
                assertThat(((Element) figures.item(at))
                                .getElementsByTagName(tag)
                                .getLength())
                        .as(tag)
                        .isPositive();
            }
        }
        NodeList charts = page.getElementsByTagName("svg");
        for (int at = 0; at < charts.getLength(); at++) {
            Element chart = (Element) charts.item(at);
            assertThat(chart.getAttribute("aria-label").isEmpty())
                    .isEqualTo(chart.getAttribute("aria-hidden").equals("true"));
        }
    }

    @Test
    void thePageLoadsNothing() {
        assertThat(HtmlReport.of(result(strategy("adamic-adar", 0.28, 0), strategy("jaccard", 0.2, -0.08))))
                .doesNotContain("http://", "https://", "<script", "<link", "<img", "@import", "url(", "//fonts");
    }

    @Test
    void thePageSaysWhereTheTimesWereFound() {
        assertThat(HtmlReport.of(result(strategy("adamic-adar", 0.28, 0))))
                .contains("times: column &quot;since&quot;", "the friendships were found: column");
    }

    /** The mean lies on the axis of the better strategies, but the interval reaches far below it. */
    @Test
    void noBarOfAChartRunsOutOfIt() throws Exception {
        StrategyResult wide = strategy("wide", 0.16, -0.12);
        Map<Measure, BootstrapInterval> quality = new EnumMap<>(wide.quality());
        quality.put(Measure.NDCG, new BootstrapInterval(0.16, 0.02, 0.31));
        StrategyResult shaky = new StrategyResult(
                "wide",
                null,
                quality,
                wide.gain(),
                wide.toBest(),
                wide.byDegree(),
                wide.hitByPlace(),
                wide.exposure(),
                wide.speed(),
                null,
                null);
        Document page =
                parsed(HtmlReport.of(result(strategy("learned", 0.30, 0.02), strategy("adamic-adar", 0.28, 0), shaky)));
        NodeList lines = page.getElementsByTagName("line");
        int bars = 0;
        for (int at = 0; at < lines.getLength(); at++) {
            Element line = (Element) lines.item(at);
            if (line.getAttribute("class").equals("bar")
                    && !line.getAttribute("y1").equals(line.getAttribute("y2"))) {
                bars++;
                assertThat(Double.parseDouble(line.getAttribute("y1"))).isBetween(0.0, 360 - 44 + 0.01);
                assertThat(Double.parseDouble(line.getAttribute("y2"))).isBetween(0.0, 360 - 44 + 0.01);
            }
        }
        assertThat(bars).isPositive();
    }

    @Test
    void namesAreWrittenAsTextWhateverTheyHold() throws Exception {
        EvaluationResult odd = result("<b>\"a\" & 'b'</b>.csv", strategy("<script>alert(1)</script>", 0.3, 0));
        String page = HtmlReport.of(odd);
        assertThat(page).doesNotContain("<script", "<b>");
        assertThat(parsed(page).getElementsByTagName("h1").item(0).getTextContent())
                .isEqualTo("<b>\"a\" & 'b'</b>.csv");
    }

    @Test
    void noFigureIsMissingWhateverWasFound() throws Exception {
        for (EvaluationResult result : List.of(
                result(strategy("alone", 0.28, 0)),
                result(strategy("a", 0, 0), strategy("b", 0, 0)),
                result(IntStream.range(0, 25)
                        .mapToObj(at -> strategy("strategy-" + at, 0.3 - at * 0.01, -at * 0.01))
                        .toArray(StrategyResult[]::new)))) {
            String page = HtmlReport.of(result);
            parsed(page);
            assertThat(page).doesNotContain("NaN", "Infinity", "null");
        }
    }

    @Test
    void theHeadlineSaysWhetherTheLeadIsMoreThanChance() {
        EvaluationResult clear = result(strategy("learned", 0.30, 0.02), strategy("adamic-adar", 0.28, 0));
        assertThat(Headline.of(clear))
                .startsWith("learned ranks best: NDCG@10 0.3000, 0.0200 above the next, adamic-adar")
                .endsWith("The NDCG@10 of learned is 7.1 % above that of the baseline, adamic-adar.");
        StrategyResult near = strategy("near", 0.299, 0.019);
        StrategyResult level = new StrategyResult(
                near.name(),
                null,
                near.quality(),
                near.gain(),
                new BootstrapInterval(-0.001, -0.005, 0.003),
                near.byDegree(),
                near.hitByPlace(),
                near.exposure(),
                near.speed(),
                null,
                null);
        assertThat(Headline.of(result(strategy("learned", 0.30, 0.02), level, strategy("adamic-adar", 0.28, 0))))
                .contains("but its lead over near is within chance");
        assertThat(Headline.of(result(strategy("adamic-adar", 0, 0), strategy("b", 0, 0))))
                .startsWith("No strategy");
    }

    static EvaluationResult result(StrategyResult... strategies) {
        return result("made-up/edges.csv", strategies);
    }

    private static EvaluationResult result(String name, StrategyResult... strategies) {
        String baseline = strategies.length > 1 ? strategies[1].name() : strategies[0].name();
        return new EvaluationResult(
                new Setup(baseline, 100, 2_000, 1, Instant.parse("2026-03-04T12:00:00Z"), "test"),
                new EvaluatedGraph(
                        name,
                        false,
                        "column \"since\"",
                        7_434,
                        24_988,
                        2_619,
                        199,
                        2_000,
                        0.765,
                        List.of(
                                new DegreeBucket(1, 3, 900),
                                new DegreeBucket(4, 7, 600),
                                new DegreeBucket(8, 191, 500))),
                List.of(strategies));
    }

    static StrategyResult strategy(String name, double ndcg, double gain) {
        Map<Measure, BootstrapInterval> quality = new EnumMap<>(Measure.class);
        Map<Measure, BootstrapInterval> gains = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            quality.put(measure, around(ndcg, 0.015));
            gains.put(measure, gain == 0 ? new BootstrapInterval(0, 0, 0) : around(gain, 0.006));
        }
        double behind = ndcg - 0.30;
        BootstrapInterval toBest = behind >= 0 ? new BootstrapInterval(0, 0, 0) : around(behind, 0.006);
        return new StrategyResult(
                name,
                null,
                quality,
                gains,
                toBest,
                Collections.nCopies(3, around(ndcg, 0.03)),
                IntStream.rangeClosed(1, 100)
                        .mapToObj(place -> ndcg * Math.log1p(place) / 2)
                        .toList(),
                new Exposure(ndcg, 0.7, 8),
                new Speed(0.02, 0.1, 500),
                name.equals("learned") ? 12.3 : null,
                name.equals("learned") ? "The model serves." : null);
    }

    private static BootstrapInterval around(double mean, double margin) {
        return new BootstrapInterval(mean, mean - margin, mean + margin);
    }

    private static Document parsed(String page) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
    }
}
