package io.mutuals.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.Browser;
import io.mutuals.LocalTokens;
import io.mutuals.PageTest;
import io.mutuals.World;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Who may see what of the lab: roles, tokens, and the files beside its page. */
@PageTest
class LabAccessTest {

    private final Api api;
    private final World world;

    LabAccessTest(Api api, World world) {
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
    void pageExplainsTheMissingRole() {
        experiments().create("not-for-all", Map.of());
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
        experiments().create("brought", Map.of());
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

    private LabExperiments experiments() {
        return new LabExperiments(mira());
    }

    private Api.Caller mira() {
        return api.as("mira", "experimenter");
    }
}
