package io.mutuals.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mutuals.Api;
import io.mutuals.Browser;
import io.mutuals.PageTest;
import io.mutuals.World;
import io.mutuals.experiment.design.DemoExperiment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.springframework.beans.factory.ListableBeanFactory;
import tools.jackson.databind.JsonNode;

/** Experiments on the lab's page, in a real browser without access to any other server. */
@PageTest
class LabPageTest {

    private static final int PEOPLE = 80;

    private static final String RESULTS = """
            query ($key: String!) { experiment(key: $key) { results {
              variants { variant units funnel { impressions requestsSent requestsAccepted dismissals } }
              daily { day variant effect { difference interval { low high } alwaysValidInterval { low high } } }
              effects { variant effect { isSignificant varianceRemoved alwaysValidInterval { low high } } }
              sampleRatio { observed isMismatch }
              guardrails { metric variant isBreached effect { alwaysValidInterval { low high } } }
              caveats
            } } }
            """;

    private final Api api;
    private final World world;
    private final ListableBeanFactory beans;
    private final InstantSource clock;

    LabPageTest(Api api, World world, ListableBeanFactory beans, InstantSource clock) {
        this.api = api;
        this.world = world;
        this.beans = beans;
        this.clock = clock;
    }

    @BeforeEach
    void given() {
        Browser.isNeeded();
        world.clear();
        world.people("ada", "mira");
        assertThat(world.number("mira")).isEqualTo(2);
    }

    @AfterEach
    void end() {
        world.clear();
    }

    @Test
    void pageShowsTheResultsOfTheApiAndUpdatesThem() {
        SuggestedUsers users = SuggestedUsers.of(PEOPLE, world, api);
        experiments().create("learned-or-plain", Map.of());
        experiments().mutate("startExperiment", Map.of("key", "learned-or-plain"));
        users.viewSuggestions();
        await().until(() -> sent(results("learned-or-plain")) == (PEOPLE + 2) / 3);
        try (LabPage page = LabPage.open(api)) {
            page.show("");
            page.awaitText("table.list tbody", "learned-or-plain", "Running", "Requests sent", "suggestions", "100");
            page.click(By.linkText("learned-or-plain"));
            page.awaitText(".live", "Live");
            page.awaitText(".experiment", "learned-or-plain", "Friends of friends alone", "user");

            assertShows(page, results("learned-or-plain"));
            page.run("window.neverReloaded = true;");
            page.keepScreenshot("lab-experiment");

            users.dismissFirstSuggestion(1);
            page.await(
                    () -> page.text(".funnel"), () -> page.funnel("dismissals").contains(1L));
            await().untilAsserted(() -> assertShows(page, results("learned-or-plain")));

            page.choose("metric", "DISMISSALS");
            page.awaitText(".effects caption", "Dismissals");
            assertThat(page.run("return window.neverReloaded === true && location.hash;"))
                    .isEqualTo("#/experiments/learned-or-plain?metric=DISMISSALS");
            page.assertNothingFailedAndNothingExternalLoaded();
        }
    }

    private void assertShows(LabPage page, JsonNode results) {
        for (String step : List.of("impressions", "requestsSent", "dismissals")) {
            assertThat(page.funnel(step))
                    .as(step)
                    .isEqualTo(results.get("variants")
                            .valueStream()
                            .map(variant -> variant.at("/funnel/" + step).asLong())
                            .toList());
        }
        assertThat(page.points("plain")).isNotEmpty().isEqualTo(doubles(results.get("daily"), "/effect/difference"));
        assertThat(page.points("plain: always valid, upper bound"))
                .isEqualTo(doubles(results.get("daily"), "/effect/alwaysValidInterval/high"));
        assertThat(page.points("plain: fixed horizon, lower bound"))
                .isEqualTo(doubles(results.get("daily"), "/effect/interval/low"));
        boolean mismatch = results.at("/sampleRatio/isMismatch").asBoolean();
        assertThat(page.text(".sample-ratio"))
                .contains(mismatch ? "MISMATCH" : "OK")
                .contains(results.at("/sampleRatio/observed")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList());
        assertThat(page.text(".guardrails")).contains("Blocks", "Dismissals", "plain");
        assertShowsWhatIsKnown(page, results);
    }

    private static void assertShowsWhatIsKnown(LabPage page, JsonNode results) {
        assertThat(page.texts(".guardrails .badge"))
                .isEqualTo(results.get("guardrails")
                        .valueStream()
                        .map(LabPageTest::guardrailBadge)
                        .toList());
        JsonNode effect = results.at("/effects/0/effect");
        assertThat(page.text(".effects"))
                .contains(
                        isUnbounded(effect.get("alwaysValidInterval"))
                                ? "Too early to tell"
                                : effect.get("isSignificant").asBoolean() ? "Significantly" : "No difference")
                .contains(
                        effect.get("varianceRemoved").asDouble() > 0
                                ? "adjusted by covariates"
                                : "Differences are not adjusted");
        assertThat(page.text(".effects").contains("Variance removed"))
                .isEqualTo(effect.get("varianceRemoved").asDouble() > 0);
        results.get("caveats")
                .valueStream()
                .forEach(caveat -> assertThat(page.text(".caveats")).contains(caveat.asString()));
    }

    private static String guardrailBadge(JsonNode guardrail) {
        JsonNode effect = guardrail.get("effect");
        return guardrail.get("isBreached").asBoolean()
                ? "✕ Breached"
                : effect.isNull() || isUnbounded(effect.get("alwaysValidInterval"))
                        ? "… Too early to tell"
                        : effect.at("/alwaysValidInterval/high").asDouble() <= 0 ? "✓ Holds" : "… No breach shown";
    }

    private static boolean isUnbounded(JsonNode interval) {
        return interval.get("low").isNull() && interval.get("high").isNull();
    }

    private static List<Double> doubles(JsonNode rows, String pointer) {
        return rows.valueStream().map(row -> row.at(pointer).asDouble()).toList();
    }

    @Test
    void experimentIsStartedRampedAndKilledFromThePage() {
        experiments().create("by-hand", Map.of());
        try (LabPage page = LabPage.open(api)) {
            page.show("#/experiments/by-hand");
            page.awaitText("main", "Draft", "No user takes part yet");
            page.pressAndConfirm("Start…", "20", "a fifth to begin with");
            page.awaitText(".experiment", "Running", "20");
            page.awaitText(".audit", "Started", "a fifth to begin with", "mira");
            page.await(
                    () -> "The dialogue is closed, and something has the focus",
                    () -> Boolean.TRUE.equals(page.run(
                            "return !document.querySelector('dialog') && document.activeElement !== document.body;")));

            experiments().mutate("rampExperiment", Map.of("key", "by-hand", "ramp", 0.3));
            page.pressAndConfirm("Ramp…", "50", "half");
            page.awaitText("dialog .refusal", "CONFLICT");
            page.awaitText(".experiment", "30");
            page.click(By.xpath("//dialog//button[text()='Cancel']"));
            page.pressAndConfirm("Ramp…", "50", "half");
            page.awaitText(".audit", "half");
            page.awaitText(".experiment", "50");

            page.pressAndConfirm("Kill…", null, "enough seen");
            page.awaitText(".experiment", "Killed");
            page.awaitText(".audit", "enough seen");
            assertThat(page.all(By.cssSelector(".lifecycle button"))).isEmpty();
            assertThat(state("by-hand")).isEqualTo("KILLED");
            page.assertNothingFailedAndNothingExternalLoaded();
        }
    }

    @Test
    void sampleRatioMismatchIsProminent() {
        experiments().create("lopsided", Map.of());
        experiments().mutate("startExperiment", Map.of("key", "lopsided"));
        SuggestedUsers.of(4, world, api).viewSuggestions();
        await().until(() -> sent(results("lopsided")) > 0);
        // Simulates a defect that assigns everyone to one variant.
        world.run("""
                MATCH (one:Exposure) WITH one LIMIT 1
                UNWIND range(1, 200) AS other
                CREATE (exposure:Exposure)
                SET exposure = one {.*, key: one.key + ':' + other, viewer: other, unit: toString(other)}
                """, Map.of());
        try (LabPage page = LabPage.open(api)) {
            page.show("#/experiments/lopsided");
            page.awaitText(".sample-ratio", "MISMATCH", "No figure of this experiment can be trusted");
            page.awaitText(".headline", "MISMATCH");
            assertThat(page.run("""
                            const part = document.querySelector('.sample-ratio');
                            return document.getElementById(part.getAttribute('aria-labelledby')).textContent;""")).isEqualTo("Sample ratio");
        }
    }

    @Test
    void interleavedExperimentShowsThePreferredRanking() {
        experiments().create("duel", Map.of("kind", "INTERLEAVING", "hypothesis", "<img src=x onerror=alert(1)>"));
        experiments().mutate("startExperiment", Map.of("key", "duel"));
        SuggestedUsers.of(12, world, api).viewSuggestions();
        await().until(() -> sent(results("duel")) == 4);
        try (LabPage page = LabPage.open(api)) {
            page.show("#/experiments/duel");
            page.awaitText(".variants caption", "each user gets both");
            page.awaitText(".over-time .hint", "preference over control");
            JsonNode daily = mira().data("{ experiment(key: \"duel\") { results(metric: REQUESTS_SENT) { "
                            + "dailyPreference { preference } } } }")
                    .at("/experiment/results/dailyPreference");
            assertThat(page.points("plain").stream().map(point -> ((Number) point).doubleValue()))
                    .hasSize(1)
                    .isEqualTo(doubles(daily, "/preference"));
            page.keepScreenshot("lab-interleaving");
            page.awaitText(".interleaving", "Too few users so far", "control", "plain", "neither");
            page.awaitText(".hypothesis", "<img src=x onerror=alert(1)>");
            assertThat(page.all(By.cssSelector(".effects, .sample-ratio"))).isEmpty();
        }
    }

    @Test
    void demoWorldHasAnExperimentThatHasEnded() {
        Path seed = Path.of("seed-data");
        assertThat(DemoExperiment.store(seed, clock.instant(), beans)).isTrue();
        assertThat(DemoExperiment.store(seed, clock.instant(), beans))
                .as("a second start finds it there")
                .isFalse();
        JsonNode experiment = mira().data(
                        "{ experiment(key: \"all-sources\") { state endedAt audit { action isSimulated } } }")
                .get("experiment");
        assertThat(experiment.get("state").asString()).isEqualTo("STOPPED");
        assertThat(Duration.between(Instant.parse(experiment.get("endedAt").asString()), clock.instant()))
                .isBetween(Duration.ofDays(7), Duration.ofDays(9));
        assertThat(experiment
                        .get("audit")
                        .valueStream()
                        .map(change -> change.get("action").asString()))
                .containsExactly("STOPPED", "SIMULATED", "STARTED", "CREATED");
        JsonNode results = results("all-sources");
        List<JsonNode> variants = results.get("variants").valueStream().toList();
        for (String step : List.of("impressions", "requestsSent", "requestsAccepted", "dismissals")) {
            assertThat(variants)
                    .allMatch(variant -> variant.at("/funnel/" + step).asInt() > 10, step);
        }
        assertThat(variants).allMatch(variant -> variant.get("units").asInt() > 60);
        assertThat(isUnbounded(results.at("/effects/0/effect/alwaysValidInterval")))
                .isFalse();
        assertThat(results.get("daily")).hasSizeBetween(26, 30);
        assertThat(results.at("/sampleRatio/isMismatch").asBoolean()).isFalse();
        assertThat(results.get("caveats").toString()).contains("A simulation took part");

        try (LabPage page = LabPage.open(api)) {
            page.show("");
            page.awaitText("table.list tbody", "all-sources", "Stopped");
            page.show("#/experiments/all-sources");
            page.awaitText(".experiment", "all-sources", "Stopped");
            page.awaitText(".audit", "Simulated", "a simulation");
            page.awaitText(".caveats", "A simulation took part");
            assertShowsWhatIsKnown(page, results);
            assertThat(page.points("all")).hasSameSizeAs(results.get("daily"));
            page.keepScreenshot("lab-demo");
            page.assertNothingFailedAndNothingExternalLoaded();
        }
    }

    private LabExperiments experiments() {
        return new LabExperiments(mira());
    }

    private Api.Caller mira() {
        return api.as("mira", "experimenter");
    }

    private JsonNode results(String key) {
        return mira().data(RESULTS, Map.of("key", key)).at("/experiment/results");
    }

    private String state(String key) {
        return mira().data("query ($key: String!) { experiment(key: $key) { state } }", Map.of("key", key))
                .at("/experiment/state")
                .asString();
    }

    private static int sent(JsonNode results) {
        return results.get("variants")
                .valueStream()
                .mapToInt(variant -> variant.at("/funnel/requestsSent").asInt())
                .sum();
    }
}
