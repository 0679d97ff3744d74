package io.mutuals.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mutuals.Api;
import io.mutuals.Browser;
import io.mutuals.LocalTokens;
import io.mutuals.Mutations;
import io.mutuals.PageTest;
import io.mutuals.World;
import io.mutuals.experiment.design.DemoExperiment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.springframework.beans.factory.ListableBeanFactory;
import tools.jackson.databind.JsonNode;

/** Tests the lab in a real browser without access to any other server. */
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
        create("learned-or-plain", Map.of());
        mutate("startExperiment", Map.of("key", "learned-or-plain"));
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
    void pageExplainsTheMissingRole() {
        create("not-for-all", Map.of());
        try (LabPage page = LabPage.open(api)) {
            page.show("");
            page.awaitText("main", "not-for-all");
            page.choose("person", "ada");
            page.awaitText("main", "For experimenters", "ada may not see experiments");
            assertThat(page.text("main")).doesNotContain("not-for-all");
            page.choose("person", "mira");
            page.awaitText("main", "not-for-all");
        }
    }

    @Test
    void tokenIsKeptInTheTabOnly() {
        create("brought", Map.of());
        try (LabPage page = LabPage.open(api)) {
            page.show("");
            for (String token : List.of("Bearer " + LocalTokens.mint(2, "admin"), "forged")) {
                page.choose("person", " bring");
                page.write(By.id("token"), token);
                page.click(By.cssSelector(".bring button"));
                page.awaitText("main", token.equals("forged") ? "Please sign in again" : "brought");
            }
            assertThat(page.run("return sessionStorage.length > 0 && localStorage.length + document.cookie.length;"))
                    .isEqualTo(0L);
        }
    }

    @Test
    void experimentIsStartedRampedAndKilledFromThePage() {
        create("by-hand", Map.of());
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

            mutate("rampExperiment", Map.of("key", "by-hand", "ramp", 0.3));
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
        create("lopsided", Map.of());
        mutate("startExperiment", Map.of("key", "lopsided"));
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
        create("duel", Map.of("kind", "INTERLEAVING", "hypothesis", "<img src=x onerror=alert(1)>"));
        mutate("startExperiment", Map.of("key", "duel"));
        SuggestedUsers.of(12, world, api).viewSuggestions();
        await().until(() -> sent(results("duel")) == 4);
        try (LabPage page = LabPage.open(api)) {
            page.show("#/experiments/duel");
            page.awaitText(".variants caption", "each user gets both");
            page.awaitText(".over-time .hint", "preference over control");
            JsonNode daily = mira().data(
                            "{ experiment(key: \"duel\") { results(metric: REQUESTS_SENT) { dailyPreference { preference } } } }")
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

    @Test
    void twoStrategiesAreComparedSideBySide() {
        world.friends("ada", "ben", "cleo").friends("ben", "dario", "zoe").friends("cleo", "dario");
        world.group(7, "climbing", "ada", "leo");
        try (LabPage page = LabPage.open(api)) {
            page.show("#/side-by-side");
            page.write(By.name("person"), "ada");
            page.choose("left", "people-you-may-know");
            page.choose("right", "friends-of-friends");
            page.click(By.xpath("//button[text()='Compare']"));
            page.awaitText(".side-by-side", "people-you-may-know", "friends-of-friends");
            JsonNode preview = mira().data(
                            "query ($id: ID!) { rankingPreview(userId: $id, strategy: \"friends-of-friends\", first: 20) { places { user { displayName } } } }",
                            Map.of("id", world.id("ada")))
                    .at("/rankingPreview/places");
            assertThat(preview.size()).isEqualTo(2);
            assertThat(page.all(By.cssSelector(".side-by-side section:last-child .who")).stream()
                            .map(person -> person.getText().split(" ")[0]))
                    .isEqualTo(preview.valueStream()
                            .map(place -> place.at("/user/displayName").asString())
                            .toList());
            assertThat(page.text(".side-by-side section:first-child .left")).contains("leo", "gone");
            assertThat(page.text(".answer")).contains("0 new, 1 gone");
            assertThat(page.all(By.cssSelector(".side-by-side .score, .side-by-side .scores")))
                    .as("scores that are not told have no column")
                    .isEmpty();
            page.keepScreenshot("lab-side-by-side");
            world.friends("mira", "ben", "cleo");
            page.write(By.name("person"), "mira");
            page.choose("left", "friends-of-friends");
            page.click(By.xpath("//button[text()='Compare']"));
            page.awaitText(".side-by-side h3 .scores", "score");
            assertThat(page.texts(".side-by-side .scores")).isEqualTo(List.of("score", "score"));
            assertThat(page.texts(".side-by-side .score"))
                    .hasSize(6)
                    .allMatch(score -> score.toString().matches("[0-9.]+"));
            page.keepScreenshot("lab-side-by-side-scores");
            page.assertNothingFailedAndNothingExternalLoaded();
        }
    }

    @Test
    void pageIsPublicAndItsNeighboursAreNot() {
        Api.Caller anonymous = api.with(null);
        assertThat(anonymous.get("/lab").status()).isEqualTo(200);
        assertThat(anonymous.get("/lab/main.js").status()).isEqualTo(200);
        assertThat(anonymous.get("/lab/lab.css").status()).isEqualTo(200);
        assertThat(anonymous.get("/lab/lab.html").status())
                .as("the page without its policy")
                .isGreaterThanOrEqualTo(400);
        assertThat(anonymous
                        .get("/webjars/chart.js/4.5.1/dist/chart.umd.min.js")
                        .status())
                .isEqualTo(200);
        for (String other :
                List.of("/webjars/chart.js/4.5.1/dist/chart.js", "/webjars/chart.js/4.5.1/package.json", "/lab/a/b")) {
            assertThat(anonymous.get(other).status()).as(other).isEqualTo(401);
        }
        assertThat(anonymous.get("/lab/..%2fapplication.yaml").status()).isGreaterThanOrEqualTo(400);
    }

    private Api.Caller mira() {
        return api.as("mira", "experimenter");
    }

    private void create(String key, Map<String, Object> more) {
        Map<String, Object> draft = new HashMap<>(Map.of(
                "key",
                key,
                "hypothesis",
                "Friends of friends alone bring as many friends.",
                "primaryMetric",
                "REQUESTS_SENT",
                "variants",
                List.of(
                        Map.of("key", "control", "strategy", "people-you-may-know"),
                        Map.of("key", "plain", "strategy", "friends-of-friends"))));
        draft.putAll(more);
        mutate("createExperiment", draft);
    }

    private void mutate(String mutation, Map<String, Object> input) {
        JsonNode payload = Mutations.does(mira(), mutation, input, "experiment { key }");
        assertThat(Mutations.code(payload)).as(payload.toString()).isEmpty();
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
