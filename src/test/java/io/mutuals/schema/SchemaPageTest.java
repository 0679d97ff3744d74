package io.mutuals.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.Browser;
import io.mutuals.LocalTokens;
import io.mutuals.PageTest;
import io.mutuals.World;
import io.mutuals.lab.LabPage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The page of the schema, in a real browser without access to any other server. */
@PageTest
class SchemaPageTest {

    private final Api api;
    private final World world;
    private final SchemaUsageLoop loop;

    SchemaPageTest(Api api, World world, SchemaUsageLoop loop) {
        this.api = api;
        this.world = world;
        this.loop = loop;
    }

    @BeforeEach
    void given() {
        Browser.isNeeded();
        loop.flush();
        world.clear();
        world.people("ada", "mira");
    }

    @AfterEach
    void end() {
        world.clear();
    }

    @Test
    void anyUserFindsAFieldByKeysAndReadsWhatItIsAndWhatChanged() {
        try (LabPage page = LabPage.open(api, "/schema")) {
            page.show("");
            page.choose("person", "ada");
            page.awaitText("main", "The schema", "types");
            page.awaitText("#finder", "Operations", "Query", "Enums");
            page.press("/", "mutualfriends", Keys.ARROW_DOWN, Keys.ENTER);
            page.awaitText("main", "User", "mutualFriends", "first: Int!", "Used by");
            assertThat(String.valueOf(page.run("return location.hash;"))).isEqualTo("#/types/User/mutualFriends");
            assertThat(page.text(".members li.target .signature code")).startsWith("mutualFriends");
            assertThat(page.texts(".usage")).as("usage is for administrators").allMatch(""::equals);
            assertThat(page.run("return document.querySelectorAll('#finder a[aria-current]').length;"))
                    .isEqualTo(page.run("return [...document.querySelectorAll('#finder a')]"
                            + ".filter(link => link.getAttribute('href') === location.hash).length;"));
            page.keepScreenshot("schema-type");

            page.click(By.linkText("Deprecated"));
            page.awaitText("main", "MessageChanged.change", "Use messageChange instead", "2027-05-31");
            page.click(By.linkText("Changes"));
            page.awaitText("main", "Not released", "Releases", "0.1.0-M1");
            page.show("#/types/Nothing");
            page.awaitText("main", "Not in this schema");
            page.show("#/constructor");
            page.awaitText("main", "The schema", "types");
            page.show("#/types/%");
            page.awaitText("main", "Not in this schema", "%");
            page.assertNothingFailedAndNothingExternalLoaded();
        }
    }

    @Test
    void administratorsSeeWhoUsesAFieldAlsoOnANarrowScreen() {
        api.as("ada")
                .header("Mutuals-App", "tv")
                .header("Mutuals-App-Version", "9.1")
                .data("query Couch { viewer { user { handle } } }");
        loop.flush();
        try (LabPage page = LabPage.open(api, "/schema")) {
            page.show("#/types/User/handle");
            page.choose("person", " bring");
            page.write(By.id("token"), LocalTokens.mint(2, "admin"));
            page.click(By.cssSelector(".bring button"));
            page.awaitText("#User\\.handle .usage", "1 request");
            assertThat(page.run("return document.getElementById('person').value;"))
                    .isEqualTo("your token");
            page.click(By.cssSelector("#User\\.handle .usage summary"));
            page.awaitText("#User\\.handle .usage", "Couch of tv 9.1: 1");
            page.awaitText("#User\\.bio .usage", "not used");
            page.keepScreenshot("schema-usage");
            for (int width : List.of(360, 1400)) {
                page.resize(width);
                assertThat(page.run("return document.documentElement.scrollWidth <= arguments[0];", width))
                        .as("nothing is beyond the edge of %d pixels", width)
                        .isEqualTo(true);
                page.keepScreenshot("schema-" + width);
            }
            page.assertNothingFailedAndNothingExternalLoaded();
        }
    }

    @Test
    void thePageIsPublicAndItsReleasesAreNot() {
        Api.Caller anonymous = api.with(null);
        assertThat(anonymous.get("/schema").status()).isEqualTo(200);
        assertThat(anonymous.get("/schema/main.js").status()).isEqualTo(200);
        assertThat(anonymous.get("/schema/schema.css").status()).isEqualTo(200);
        assertThat(anonymous.get("/schema/schema.html").status())
                .as("the page without its policy")
                .isGreaterThanOrEqualTo(400);
        assertThat(anonymous.get("/schema/releases/releases.json").status()).isEqualTo(401);
        assertThat(anonymous.get("/graphql/schema/releases").status()).isEqualTo(401);
    }
}
