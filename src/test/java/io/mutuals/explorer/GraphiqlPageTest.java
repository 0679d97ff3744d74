package io.mutuals.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.Browser;
import io.mutuals.LiveSocket;
import io.mutuals.LocalTokens;
import io.mutuals.Mutations;
import io.mutuals.PageTest;
import io.mutuals.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Tests GraphiQL in a real browser without access to any other server. */
@PageTest
class GraphiqlPageTest {

    private final Api api;
    private final World world;

    GraphiqlPageTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        Browser.isNeeded();
        world.clear();
        world.friends("ada", "ben").friends("ben", "cleo").video(900, "cleo", "a wall");
        assertThat(world.number("ada")).isEqualTo(1);
    }

    @Test
    void firstQueryRunsForTheSignedInUser() {
        ChromeDriver browser = Browser.open();
        try {
            WebDriverWait wait = show(browser);
            wait.until(page -> page.findElement(By.cssSelector(".graphiql-query-editor"))
                    .getText()
                    .contains("Home"));
            execute(browser);
            wait.withMessage(() -> browser.findElement(By.cssSelector(".graphiql-response"))
                            .getText())
                    .until(page -> answer(browser).contains("is a mutual friend"));

            assertThat(browser.getTitle()).isEqualTo("Mutuals");
            assertThat(answer(browser))
                    .contains("\"handle\": \"ada\"", "ben is a mutual friend")
                    .doesNotContain("errors");
            assertNothingFailedToLoad(browser);
        } finally {
            Browser.leave(browser);
        }
    }

    @Test
    void headerEditorOverridesTheSignedInUser() {
        ChromeDriver browser = Browser.open();
        try {
            WebDriverWait wait = show(browser);
            String header = "{\"Authorization\": \"Bearer " + LocalTokens.mint(world.number("ben")) + "\"}";
            browser.findElement(By.xpath("//button[text()='Headers']")).click();
            write(browser, "section[aria-label='Headers']", header);
            execute(browser);
            wait.withMessage(() -> answer(browser))
                    .until(page -> answer(browser).contains("\"handle\": \"ben\""));
        } finally {
            Browser.leave(browser);
        }
    }

    @Test
    void everyExampleRunsUnchangedAndTheStreamReceivesMessagesFromOtherClients() {
        String conversation = Mutations.opens(api.as("ben"), world.id("ada"));
        Mutations.sends(api.as("ben"), conversation, "look", Map.of("body", "look", "videoId", World.id("vid", 900)));
        world.aged("toby", 14).guards("ada", "toby");
        ChromeDriver browser = Browser.open();
        try {
            WebDriverWait wait = show(browser);
            List<String> examples = List.of(
                    "PeopleYouMayKnow",
                    "Inbox",
                    "Send",
                    "Send",
                    "Talks",
                    "Publish",
                    "Publish",
                    "Comments",
                    "Comments",
                    "Wards",
                    "Join",
                    "Watch");
            for (String example : examples) {
                selectTab(browser, example);
                awaitParsed(wait, browser, example);
                execute(browser);
                wait.withMessage(() -> example + ": " + answer(browser))
                        .until(page -> answer(browser).contains(expectedText(example)));
                assertThat(answer(browser)).doesNotContain("errors\": [\n");
            }
            assertThat(world.values("MATCH (m:Message) RETURN m.body ORDER BY m.seq"))
                    .containsExactly("look", "Hello from GraphiQL");
            assertThat(world.values("MATCH (v:Video) RETURN v.caption ORDER BY v.id"))
                    .containsExactly("a wall", "Ducks, undecided");
            assertThat(world.values("MATCH (c:Comment)-[:COMMENTS_ON]->(:Video {id: 900}) RETURN c.body"))
                    .containsExactly("Hello from GraphiQL");
            Mutations.says(api.as("ben"), conversation, "hello yourself");
            wait.withMessage(() -> answer(browser))
                    .until(page -> answer(browser).contains("hello yourself"));
            keepScreenshot(browser);
            assertNothingFailedToLoad(browser);
        } finally {
            Browser.leave(browser);
        }
    }

    private static String expectedText(String example) {
        return switch (example) {
            case "PeopleYouMayKnow" -> "\"computedAt\": ";
            case "Inbox" -> "\"unreadCount\": ";
            case "Send", "Publish", "Comments" -> "\"replayed\": ";
            case "Wards" -> "\"displayName\": \"toby\"";
            case "Join" -> "\"ACCOUNT_EXISTS\"";
            case "Talks" -> "\"totalCount\": 1";
            default -> "\"cursor\": ";
        };
    }

    private static void selectTab(ChromeDriver browser, String title) {
        browser.findElement(By.xpath("//*[contains(@class, 'graphiql-tab')]//button[text()='" + title + "']"))
                .click();
    }

    /** Waits until the page has parsed the document, which happens with a delay. */
    private static void awaitParsed(WebDriverWait wait, ChromeDriver browser, String operation) {
        String name = "return document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror.operationName;";
        wait.until(page -> operation.equals(browser.executeScript(name)));
    }

    private static void execute(ChromeDriver browser) {
        browser.findElement(By.cssSelector(".graphiql-execute-button")).click();
    }

    private static void write(ChromeDriver browser, String editor, String text) {
        browser.executeScript(
                "document.querySelector(arguments[0] + ' .CodeMirror').CodeMirror.setValue(arguments[1]);",
                editor,
                text);
    }

    @Test
    void subscriptionRunsOverAWebSocketInANewTab() {
        ChromeDriver browser = Browser.open();
        try {
            WebDriverWait wait = show(browser);
            String subscription = "subscription Watch { presence(userIds: [\"" + world.id("ben")
                    + "\"]) { users { handle presence { state } } } }";
            browser.findElement(By.cssSelector(".graphiql-tab-add")).click();
            write(browser, ".graphiql-query-editor", subscription);
            awaitParsed(wait, browser, "Watch");
            execute(browser);
            wait.withMessage(() -> answer(browser))
                    .until(page -> answer(browser).contains("\"OFFLINE\""));
            try (LiveSocket ben = LiveSocket.signedIn(api, LocalTokens.mint(world.number("ben")), Map.of())) {
                wait.withMessage(() -> answer(browser))
                        .until(page -> answer(browser).contains("\"ONLINE\""));
                assertThat(ben.isOpen()).isTrue();
            }
            wait.withMessage(() -> answer(browser))
                    .until(page -> answer(browser).contains("\"OFFLINE\""));
            assertNothingFailedToLoad(browser);
        } finally {
            Browser.leave(browser);
        }
    }

    private WebDriverWait show(ChromeDriver browser) {
        browser.get(api.address() + "/");
        var wait = new WebDriverWait(browser, Duration.ofSeconds(30));
        wait.until(page ->
                page.findElements(By.cssSelector(".graphiql-execute-button")).size() == 1);
        return wait;
    }

    private static void assertNothingFailedToLoad(ChromeDriver browser) {
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                .noneMatch(entry -> entry.getMessage().contains("Failed to load"));
    }

    private static void keepScreenshot(ChromeDriver browser) {
        try {
            Files.write(Path.of("target", "graphiql-subscription.png"), browser.getScreenshotAs(OutputType.BYTES));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Returns the entire response; the editor renders only the visible lines. */
    private static String answer(ChromeDriver browser) {
        return String.valueOf(
                browser.executeScript("const pane = document.querySelector('.graphiql-response .CodeMirror');"
                        + "return pane ? pane.CodeMirror.getValue() : '';"));
    }
}
