package io.mutuals.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.mutuals.Api;
import io.mutuals.Browser;
import io.mutuals.PageTest;
import io.mutuals.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.chrome.ChromeDriver;

/** A page of another origin calls the API in a real browser, over every transport. */
@PageTest
class ForeignPageTest {

    /** Calls the API over each transport, and tells what came of it, or why nothing did. */
    private static final String CALLS = """
            const [api, token, user, done] = arguments;
            const who = '{ viewer { user { handle } } }';
            const edit = 'mutation { updateProfile(input: {bio: "from afar"}) { user { bio } } }';
            const watch = `subscription { presence(userIds: ["${user}"]) { users { handle } } }`;
            const authorization = `Bearer ${token}`;
            const post = (query, more) => fetch(api, { method: 'POST', ...more,
              headers: { 'Content-Type': 'application/json', Authorization: authorization, 'Mutuals-Proof': '1',
                ...more?.headers },
              body: JSON.stringify({ query }) });
            const told = async answer => JSON.stringify((await answer).data ?? (await answer).errors[0].extensions);
            const calls = {
              query: () => post(who).then(answer => told(answer.json())),
              withCredentials: () => post(who, { credentials: 'include' }).then(answer => told(answer.json())),
              mutation: () => post(edit).then(answer => told(answer.json())),
              get: () => fetch(`${api}?query=${encodeURIComponent(who)}`, { headers: { Authorization: authorization } })
                .then(answer => told(answer.json())),
              unsigned: () => fetch(`${api}?query=${encodeURIComponent(who)}`).then(answer => told(answer.json())),
              tooLarge: () => post('#' + 'x'.repeat(200000)).then(answer => told(answer.json())),
              put: () => fetch(api, { method: 'PUT', headers: { Authorization: authorization } }).then(() => 'put'),
              stream: async () => {
                const answer = await post(watch, { headers: { Accept: 'text/event-stream' } });
                const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
                let text = '';
                while (!text.includes('handle')) {
                  const { value, done } = await reader.read();
                  if (done) break;
                  text += value;
                }
                await reader.cancel();
                return text;
              },
              socket: () => new Promise((resolve, reject) => {
                const socket = new WebSocket(api.replace('http', 'ws'), 'graphql-transport-ws');
                const say = message => socket.send(JSON.stringify(message));
                socket.onopen = () => say({ type: 'connection_init', payload: { Authorization: authorization } });
                socket.onerror = () => reject(new Error('no socket'));
                socket.onmessage = ({ data }) => {
                  const message = JSON.parse(data);
                  if (message.type === 'connection_ack') say({ type: 'subscribe', id: 'a', payload: { query: who } });
                  if (message.type === 'next') { resolve(JSON.stringify(message.payload.data)); socket.close(); }
                };
              }),
            };
            const outcomes = {};
            (async () => {
              for (const [name, call] of Object.entries(calls)) {
                outcomes[name] = await call().catch(failure => 'failed: ' + failure.message);
              }
              done(outcomes);
            })();
            """;

    private final Api api;
    private final World world;
    private HttpServer elsewhere;

    ForeignPageTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() throws IOException {
        Browser.isNeeded();
        world.clear();
        world.friends("ada", "ben");
        elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            byte[] page = "<!doctype html><title>Elsewhere</title>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        elsewhere.start();
    }

    @AfterEach
    void close() {
        elsewhere.stop(0);
    }

    @Test
    void anAllowedPageCallsTheApiOverEveryTransport() {
        Map<?, ?> outcomes = callsFrom("localhost");
        for (String call : List.of("query", "withCredentials", "get", "socket")) {
            assertThat(outcomes.get(call)).as(call).isEqualTo("{\"viewer\":{\"user\":{\"handle\":\"ada\"}}}");
        }
        assertThat(outcomes.get("mutation").toString()).contains("\"from afar\"");
        assertThat(outcomes.get("stream").toString()).contains("event:next", "\"handle\":\"ben\"");
        assertThat(outcomes.get("unsigned").toString()).contains("UNAUTHENTICATED");
        assertThat(outcomes.get("tooLarge").toString()).contains("QUERY_TOO_LARGE");
        assertThat(outcomes.get("put").toString()).startsWith("failed");
    }

    @Test
    void anyOtherPageLearnsNothing() {
        Map<?, ?> outcomes = callsFrom("127.0.0.1");
        assertThat(outcomes).hasSize(9);
        outcomes.forEach(
                (call, outcome) -> assertThat(outcome.toString()).as("%s", call).startsWith("failed"));
        assertThat(world.values("MATCH (u:User {bio: 'from afar'}) RETURN u.handle"))
                .isEmpty();
    }

    @Test
    void preflightsNameTheOriginTheMethodsAndTheHeaders() throws Exception {
        String origin = "http://localhost:1";
        HttpResponse<String> allowed = preflight(origin, "POST");
        assertThat(allowed.statusCode()).isEqualTo(204);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).hasValue(origin);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Methods")).hasValue("GET,POST");
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers"))
                .hasValue("authorization, mutuals-proof");
        assertThat(allowed.headers().firstValue("Access-Control-Max-Age")).hasValue("3600");
        assertThat(allowed.headers().allValues("Vary")).contains("Origin");
        for (HttpResponse<String> refused :
                List.of(preflight("http://127.0.0.1:1", "POST"), preflight("null", "POST"), preflight(origin, "PUT"))) {
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("\"FORBIDDEN\"");
            assertThat(refused.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    private HttpResponse<String> preflight(String origin, String method) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(api.address().resolve("/graphql"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "authorization, mutuals-proof")
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Returns what came of each call by a page of another port of {@code host}. */
    private Map<?, ?> callsFrom(String host) {
        ChromeDriver browser = Browser.open();
        try {
            browser.get("http://" + host + ":" + elsewhere.getAddress().getPort() + "/");
            browser.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
            Object outcomes =
                    browser.executeAsyncScript(CALLS, api.address() + "/graphql", api.token("ada"), world.id("ben"));
            return (Map<?, ?>) outcomes;
        } finally {
            Browser.leave(browser);
        }
    }
}
