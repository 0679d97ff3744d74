package io.mutuals.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mutuals.Api;
import io.mutuals.Browser;
import io.mutuals.LocalTokens;
import io.mutuals.Mutations;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.explorer.Persona;
import io.mutuals.explorer.Personas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import tools.jackson.databind.JsonNode;

/** Opens the page of those who experiment in a real browser that reaches nothing but this server. */
@MutualsTest
@TestPropertySource(
        properties = {
            "mutuals.experiment.settle=0ms",
            "mutuals.experiment.write-every=50ms",
            "mutuals.experiment.fresh=500ms"
        })
class LabPageTest {

    private static final int PEOPLE = 80;

    private static final String RESULTS = """
            query ($key: String!) { experiment(key: $key) { results {
              variants { variant units funnel { impressions requestsSent dismissals } }
              daily { day variant effect { difference interval { low high } alwaysValidInterval { low high } } }
              effects { variant effect { isSignificant } }
              sampleRatio { observed isMismatch }
              guardrails { metric variant isBreached effect { difference } }
              caveats
            } } }
            """;

    private final Api api;
    private final World world;

    @TestBean
    private Personas personas;

    LabPageTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    static Personas personas() {
        return () -> List.of(
                new Persona("ada", LocalTokens.mint(1)), new Persona("mira", LocalTokens.mint(2, "experimenter")));
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
    void thePageTellsWhatTheApiTellsAndTakesInWhatIsNew() {
        Crowd crowd = Crowd.of(PEOPLE, world, api);
        creates("learned-or-plain", Map.of());
        does("startExperiment", Map.of("key", "learned-or-plain"));
        crowd.looks();
        await().atMost(Duration.ofSeconds(30)).until(() -> sent(results("learned-or-plain")) == (PEOPLE + 2) / 3);
        ChromeDriver browser = Browser.open();
        try {
            WebDriverWait wait = show(browser, "");
            shows(wait, "table.list tbody", "learned-or-plain", "Running", "Requests sent", "suggestions", "100");
            browser.findElement(By.linkText("learned-or-plain")).click();
            shows(wait, ".live", "Live");
            shows(wait, ".experiment", "learned-or-plain", "Friends of friends alone", "person");

            tellsTheSame(browser, results("learned-or-plain"));
            browser.executeScript("window.neverLoadedAnew = true;");
            keepScreenshot(browser, "lab-experiment");

            crowd.dismisses(1);
            wait.withMessage(() -> text(browser, ".funnel"))
                    .until(page -> funnel(browser, "dismissals").contains(1L));
            await().untilAsserted(() -> tellsTheSame(browser, results("learned-or-plain")));

            choose(browser, "metric", "DISMISSALS");
            shows(wait, ".effects caption", "Dismissals");
            assertThat(browser.executeScript("return window.neverLoadedAnew === true && location.hash;"))
                    .isEqualTo("#/experiments/learned-or-plain?metric=DISMISSALS");
            nothingIsMissingAndNothingLeaves(browser);
        } finally {
            browser.quit();
        }
    }

    private void tellsTheSame(ChromeDriver browser, JsonNode results) {
        for (String step : List.of("impressions", "requestsSent", "dismissals")) {
            assertThat(funnel(browser, step))
                    .as(step)
                    .isEqualTo(results.get("variants")
                            .valueStream()
                            .map(variant -> variant.at("/funnel/" + step).asLong())
                            .toList());
        }
        assertThat(points(browser, "plain"))
                .isNotEmpty()
                .isEqualTo(doubles(results.get("daily"), "/effect/difference"));
        assertThat(points(browser, "plain: good at any time, upper end"))
                .isEqualTo(doubles(results.get("daily"), "/effect/alwaysValidInterval/high"));
        assertThat(points(browser, "plain: looked at once, lower end"))
                .isEqualTo(doubles(results.get("daily"), "/effect/interval/low"));
        boolean mismatch = results.at("/sampleRatio/isMismatch").asBoolean();
        assertThat(text(browser, ".sample-ratio"))
                .contains(mismatch ? "MISMATCH" : "OK")
                .contains(results.at("/sampleRatio/observed")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList());
        assertThat(text(browser, ".guardrails")).contains("Blocks", "Dismissals", "plain");
        assertThat(texts(browser, ".guardrails .badge"))
                .isEqualTo(results.get("guardrails")
                        .valueStream()
                        .map(LabPageTest::standing)
                        .toList());
        assertThat(text(browser, ".effects"))
                .contains(
                        results.at("/effects/0/effect/isSignificant").asBoolean() ? "Significantly" : "No difference");
        results.get("caveats")
                .valueStream()
                .forEach(caveat -> assertThat(text(browser, ".caveats")).contains(caveat.asString()));
    }

    private static String standing(JsonNode guardrail) {
        return guardrail.get("isBreached").asBoolean()
                ? "✕ Breached"
                : guardrail.get("effect").isNull() ? "… Too early to tell" : "✓ Holds";
    }

    private static List<Double> doubles(JsonNode rows, String pointer) {
        return rows.valueStream().map(row -> row.at(pointer).asDouble()).toList();
    }

    @Test
    void whoHasNotTheRoleIsTold() {
        creates("not-for-all", Map.of());
        ChromeDriver browser = Browser.open();
        try {
            WebDriverWait wait = show(browser, "");
            shows(wait, "main", "not-for-all");
            choose(browser, "person", "ada");
            shows(wait, "main", "For experimenters", "ada may not see experiments");
            assertThat(text(browser, "main")).doesNotContain("not-for-all");
            choose(browser, "person", "mira");
            shows(wait, "main", "not-for-all");
        } finally {
            browser.quit();
        }
    }

    @Test
    void aTokenIsBroughtAndKeptInTheTabAlone() {
        creates("brought", Map.of());
        ChromeDriver browser = Browser.open();
        try {
            WebDriverWait wait = show(browser, "");
            for (String token : List.of("Bearer " + LocalTokens.mint(2, "admin"), "forged")) {
                choose(browser, "person", " bring");
                browser.findElement(By.id("token")).sendKeys(token);
                browser.findElement(By.cssSelector(".bring button")).click();
                shows(wait, "main", token.equals("forged") ? "Please sign in again" : "brought");
            }
            assertThat(browser.executeScript(
                            "return sessionStorage.length > 0 && localStorage.length + document.cookie.length;"))
                    .isEqualTo(0L);
        } finally {
            browser.quit();
        }
    }

    @Test
    void anExperimentIsStartedRampedAndKilledFromThePage() {
        creates("by-hand", Map.of());
        ChromeDriver browser = Browser.open();
        try {
            WebDriverWait wait = show(browser, "#/experiments/by-hand");
            shows(wait, "main", "Draft", "Nobody takes part yet");
            presses(browser, "Start…", "20", "a fifth to begin with");
            shows(wait, ".experiment", "Running", "20");
            shows(wait, ".audit", "Started", "a fifth to begin with", "mira");
            wait.until(page -> Boolean.TRUE.equals(browser.executeScript(
                    "return !document.querySelector('dialog') && document.activeElement !== document.body;")));

            does("rampExperiment", Map.of("key", "by-hand", "ramp", 0.3));
            presses(browser, "Ramp…", "50", "half");
            shows(wait, "dialog .refusal", "CONFLICT");
            shows(wait, ".experiment", "30");
            browser.findElement(By.xpath("//dialog//button[text()='Cancel']")).click();
            presses(browser, "Ramp…", "50", "half");
            shows(wait, ".audit", "half");
            shows(wait, ".experiment", "50");

            presses(browser, "Kill…", null, "enough seen");
            shows(wait, ".experiment", "Killed");
            shows(wait, ".audit", "enough seen");
            assertThat(browser.findElements(By.cssSelector(".lifecycle button")))
                    .isEmpty();
            assertThat(state("by-hand")).isEqualTo("KILLED");
            nothingIsMissingAndNothingLeaves(browser);
        } finally {
            browser.quit();
        }
    }

    private static void presses(ChromeDriver browser, String button, @Nullable String percent, String note) {
        browser.findElement(By.xpath("//button[text()='" + button + "']")).click();
        if (percent != null) {
            WebElement ramp = browser.findElement(By.name("ramp"));
            ramp.clear();
            ramp.sendKeys(percent);
        }
        browser.findElement(By.name("note")).sendKeys(note);
        browser.findElement(By.cssSelector("dialog button[type=submit]")).click();
    }

    @Test
    void aMismatchIsLoud() {
        creates("lopsided", Map.of());
        does("startExperiment", Map.of("key", "lopsided"));
        Crowd.of(4, world, api).looks();
        await().atMost(Duration.ofSeconds(30)).until(() -> sent(results("lopsided")) > 0);
        // As when a defect puts everybody into one variant.
        world.run("""
                MATCH (one:Exposure) WITH one LIMIT 1
                UNWIND range(1, 200) AS other
                CREATE (exposure:Exposure)
                SET exposure = one {.*, key: one.key + ':' + other, viewer: other, unit: toString(other)}
                """, Map.of());
        ChromeDriver browser = Browser.open();
        try {
            WebDriverWait wait = show(browser, "#/experiments/lopsided");
            shows(wait, ".sample-ratio", "MISMATCH", "No figure of this experiment can be trusted");
            shows(wait, ".headline", "MISMATCH");
            assertThat(browser.executeScript("""
                            const part = document.querySelector('.sample-ratio');
                            return document.getElementById(part.getAttribute('aria-labelledby')).textContent;""")).isEqualTo("Sample ratio");
        } finally {
            browser.quit();
        }
    }

    @Test
    void anInterleavedExperimentShowsWhoIsPreferred() {
        creates("duel", Map.of("kind", "INTERLEAVING", "hypothesis", "<img src=x onerror=alert(1)>"));
        does("startExperiment", Map.of("key", "duel"));
        Crowd.of(12, world, api).looks();
        ChromeDriver browser = Browser.open();
        try {
            WebDriverWait wait = show(browser, "#/experiments/duel");
            shows(wait, ".interleaving", "Too few people to tell", "control", "plain", "neither");
            shows(wait, ".hypothesis", "<img src=x onerror=alert(1)>");
            assertThat(browser.findElements(By.cssSelector(".effects, .sample-ratio")))
                    .isEmpty();
        } finally {
            browser.quit();
        }
    }

    @Test
    void twoStrategiesStandSideBySide() {
        world.friends("ada", "ben", "cleo").friends("ben", "dario", "zoe").friends("cleo", "dario");
        world.group(7, "climbing", "ada", "leo");
        ChromeDriver browser = Browser.open();
        try {
            WebDriverWait wait = show(browser, "#/side-by-side");
            wait.until(page -> page.findElement(By.name("person"))).sendKeys("ada");
            choose(browser, "left", "people-you-may-know");
            choose(browser, "right", "friends-of-friends");
            browser.findElement(By.xpath("//button[text()='Compare']")).click();
            shows(wait, ".side-by-side", "people-you-may-know", "friends-of-friends");
            JsonNode preview = mira().data(
                            "query ($id: ID!) { rankingPreview(userId: $id, strategy: \"friends-of-friends\", first: 20) { places { user { displayName } } } }",
                            Map.of("id", world.id("ada")))
                    .at("/rankingPreview/places");
            assertThat(preview.size()).isEqualTo(2);
            assertThat(browser.findElements(By.cssSelector(".side-by-side section:last-child .who")).stream()
                            .map(person -> person.getText().split(" ")[0]))
                    .isEqualTo(preview.valueStream()
                            .map(place -> place.at("/user/displayName").asString())
                            .toList());
            assertThat(text(browser, ".side-by-side section:first-child .left")).contains("leo", "left");
            assertThat(text(browser, ".answer")).contains("0 came, 1 left");
            keepScreenshot(browser, "lab-side-by-side");
            nothingIsMissingAndNothingLeaves(browser);
        } finally {
            browser.quit();
        }
    }

    @Test
    void anybodyMayLoadThePageAndNothingElseThatLiesBesideIt() {
        Api.Caller nobody = api.with(null);
        assertThat(nobody.get("/lab").status()).isEqualTo(200);
        assertThat(nobody.get("/lab/main.js").status()).isEqualTo(200);
        assertThat(nobody.get("/lab/lab.css").status()).isEqualTo(200);
        assertThat(nobody.get("/lab/lab.html").status())
                .as("the page without its policy")
                .isGreaterThanOrEqualTo(400);
        assertThat(nobody.get("/webjars/chart.js/4.5.1/dist/chart.umd.min.js").status())
                .isEqualTo(200);
        for (String other :
                List.of("/webjars/chart.js/4.5.1/dist/chart.js", "/webjars/chart.js/4.5.1/package.json", "/lab/a/b")) {
            assertThat(nobody.get(other).status()).as(other).isEqualTo(401);
        }
        assertThat(nobody.get("/lab/..%2fapplication.yaml").status()).isGreaterThanOrEqualTo(400);
    }

    private Api.Caller mira() {
        return api.as("mira", "experimenter");
    }

    private void creates(String key, Map<String, Object> more) {
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
        does("createExperiment", draft);
    }

    private void does(String mutation, Map<String, Object> input) {
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

    private WebDriverWait show(ChromeDriver browser, String hash) {
        browser.get(api.address() + "/lab" + hash);
        return new WebDriverWait(browser, Duration.ofSeconds(30));
    }

    /** The page shows all of these texts somewhere in an element, soon. */
    private static void shows(WebDriverWait wait, String selector, String... texts) {
        wait.until(page -> {
            String shown = text((ChromeDriver) page, selector);
            wait.withMessage(() -> selector + " shows " + String.join(", ", texts) + ", but it does: " + shown);
            return List.of(texts).stream().allMatch(shown::contains);
        });
    }

    private static String text(ChromeDriver browser, String selector) {
        return String.valueOf(browser.executeScript(
                "return [...document.querySelectorAll(arguments[0])].map(one => one.innerText).join('\\n');",
                selector));
    }

    private static List<?> texts(ChromeDriver browser, String selector) {
        return (List<?>) browser.executeScript(
                "return [...document.querySelectorAll(arguments[0])].map(one => one.textContent);", selector);
    }

    private static List<?> funnel(ChromeDriver browser, String step) {
        return (List<?>) browser.executeScript(
                "return [...document.querySelectorAll(`.funnel tr.${arguments[0]} strong`)].map(one => Number(one.textContent.replaceAll(',', '')));",
                step);
    }

    private static List<?> points(ChromeDriver browser, String label) {
        return (List<?>) browser.executeScript(
                "return Chart.getChart(document.querySelector('.plot canvas')).data.datasets.find(one => one.label === arguments[0]).data;",
                label);
    }

    private static void choose(ChromeDriver browser, String name, String value) {
        new Select(browser.findElement(By.cssSelector("select[name=%1$s], select#%1$s".formatted(name))))
                .selectByValue(value);
    }

    private void nothingIsMissingAndNothingLeaves(ChromeDriver browser) {
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
        List<?> asked = (List<?>)
                browser.executeScript("return performance.getEntriesByType('resource').map(entry => entry.name);");
        assertThat(asked)
                .isNotEmpty()
                .allSatisfy(address -> assertThat(String.valueOf(address)).startsWith(api.address() + "/"));
    }

    private static void keepScreenshot(ChromeDriver browser, String name) {
        try {
            Files.write(Path.of("target", name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
