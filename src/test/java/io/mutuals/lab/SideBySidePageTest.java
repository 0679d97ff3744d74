package io.mutuals.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.Browser;
import io.mutuals.PageTest;
import io.mutuals.World;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import tools.jackson.databind.JsonNode;

/** Two strategies side by side on the lab's page, in a real browser. */
@PageTest
class SideBySidePageTest {

    private final Api api;
    private final World world;

    SideBySidePageTest(Api api, World world) {
        this.api = api;
        this.world = world;
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
                            "query ($id: ID!) { rankingPreview(userId: $id, strategy: "
                                    + "\"friends-of-friends\", first: 20) { places { user { displayName } } } }",
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

    private Api.Caller mira() {
        return api.as("mira", "experimenter");
    }
}
