package io.mutuals.conversation.events;

import static io.mutuals.Mutations.does;
import static io.mutuals.Mutations.opens;
import static io.mutuals.Mutations.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.Browser;
import io.mutuals.FaultProxy;
import io.mutuals.LocalTokens;
import io.mutuals.PageTest;
import io.mutuals.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Runs docs/examples/conversation-client.mjs in a real browser, over a connection that breaks, goes silent and loses
 * answers.
 */
@PageTest
class ExampleClientTest {

    /** The page around the client: it displays messages, and drops as many answers to sending as the test requests. */
    private static final String PAGE = """
            const [source, token, done] = arguments;
            Object.assign(window, { shown: [], changed: [], refused: [], status: '', unread: -1, losing: 0, lost: 0,
              sockets: 0 });
            const [fetch, Socket] = [window.fetch, window.WebSocket];
            window.fetch = async (url, request) => {
              const answer = await fetch(url, request);
              if (window.losing === 0 || !request.body.includes('sendMessage')) return answer;
              window.losing--;
              window.lost++;
              throw new TypeError('Failed to fetch');
            };
            window.WebSocket = class extends Socket {
              constructor(...address) {
                super(...address);
                window.sockets++;
              }
            };
            const show = {
              onMessage: ({ seq, body }) => window.shown.push(`${seq} ${body}`),
              onChanged: ({ seq, body }) => window.changed.push(`${seq} ${body}`),
              onUnread: messages => { window.unread = messages; },
              onStatus: status => { window.status = status; },
              onRefused: ({ body }, failure) => window.refused.push(`${body}: ${failure.code}`),
            };
            import(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })))
              .then(({ Mutuals, DirectConversation }) => {
                const mutuals = new Mutuals(location.origin + '/graphql', () => token, { heartbeat: 500 });
                return DirectConversation.open(mutuals, 'ben', show, { storage: localStorage, patience: { least: 50,
                  most: 400 } });
              })
              .then(conversation => { window.conversation = conversation; done('open'); })
              .catch(failure => done(failure.stack));
            """;

    private final Api api;
    private final World world;
    private ChromeDriver browser;
    private FaultProxy line;
    private String conversation;

    ExampleClientTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        Browser.isNeeded();
        world.clear();
        world.friends("ada", "ben", "cleo");
        conversation = opens(api.as("ada"), world.id("ben"));
        line = new FaultProxy(api.address().toString());
        browser = Browser.open();
    }

    @AfterEach
    void quit() {
        if (browser != null) {
            Browser.leave(browser);
        }
    }

    @Test
    void noMessageIsLostOrRepeatedOverABadConnection() throws IOException {
        says(api.as("ben"), conversation, "before");
        open();
        until("status === 'live' && shown.length === 1");

        browser.executeScript("conversation.send('sent')");
        says(api.as("ben"), conversation, "heard");
        until("shown.length === 3 && conversation.waiting.length === 0");

        browser.executeScript(
                "losing = 2; conversation.send('answered into the void'); conversation.send('behind it')");
        until("lost === 2 && shown.length === 5 && conversation.waiting.length === 0");

        line.cut();
        until("status === 'away'");
        browser.executeScript("conversation.send('written in a tunnel'); conversation.send('and another')");
        IntStream.rangeClosed(1, 60).forEach(i -> says(api.as("ben"), conversation, "missed " + i));
        line.flow();
        until("status === 'live' && shown.length === 67 && conversation.waiting.length === 0");

        Number before = (Number) browser.executeScript("return sockets");
        line.hold();
        says(api.as("ben"), conversation, "into the silence");
        until("sockets > " + before + " && status === 'away'");
        line.flow();
        until("status === 'live' && shown.length === 68");

        everyMessageIsShownOnceInOrder();
        assertThat(said("ada"))
                .containsExactly("sent", "answered into the void", "behind it", "written in a tunnel", "and another");
        assertThat(browser.executeScript("return refused")).isEqualTo(List.of());
    }

    @Test
    void anUnacknowledgedMessageIsSentAgainByTheNextPageUnderTheSameId() throws IOException {
        open();
        browser.executeScript(
                "losing = 1e9; conversation.send('the page was closed'); conversation.send('before this one went')");
        until("lost > 1");
        assertThat(said("ada")).containsExactly("the page was closed");

        open();
        until("shown.length === 2 && conversation.waiting.length === 0");

        everyMessageIsShownOnceInOrder();
        assertThat(said("ada")).containsExactly("the page was closed", "before this one went");
    }

    @Test
    void unreadIsTheServersCountAndARefusedMessageIsReported() throws IOException {
        String other = opens(api.as("cleo"), world.id("ada"));
        says(api.as("ben"), conversation, "one");
        open();
        until("unread === 1 && status === 'live'");
        says(api.as("cleo"), other, "elsewhere");
        String message =
                says(api.as("ben"), conversation, "tow").at("/message/id").asString();
        until("unread === 3 && shown.length === 2");

        browser.executeScript("conversation.markRead()");
        until("unread === 1");

        does(api.as("ben"), "editMessage", Map.of("messageId", message, "body", "two"), "message { id }");
        until("changed.length === 1");
        assertThat(browser.executeScript("return changed[0]")).isEqualTo("2 two");
        browser.executeScript("conversation.send('x'.repeat(5000)); conversation.send('short')");
        until("shown.length === 3 && conversation.waiting.length === 0");
        assertThat(browser.executeScript("return refused[0].replace(/x/g, '')")).isEqualTo(": BODY_TOO_LONG");
    }

    private void open() throws IOException {
        browser.get(line.uri() + "/graphiql/settings.json");
        browser.manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
        String client = Files.readString(Path.of("docs", "examples", "conversation-client.mjs"));
        assertThat(browser.executeAsyncScript(PAGE, client, LocalTokens.mint(world.number("ada"))))
                .isEqualTo("open");
    }

    private void until(String condition) {
        new WebDriverWait(browser, Duration.ofSeconds(30))
                .withMessage(() -> condition + "; but "
                        + browser.executeScript("return JSON.stringify({ shown, changed, refused, status, unread, "
                                + "lost, sockets, waiting: conversation.waiting })"))
                .until(page -> Boolean.TRUE.equals(browser.executeScript("return " + condition)));
    }

    private void everyMessageIsShownOnceInOrder() {
        assertThat(browser.executeScript("return shown"))
                .isEqualTo(world.values("MATCH (m:Message) RETURN m.seq + ' ' + m.body ORDER BY m.seq"));
    }

    private List<Object> said(String who) {
        return world.values("MATCH (:User {handle: '" + who + "'})-[:SENT]->(m:Message) RETURN m.body ORDER BY m.seq");
    }
}
