package io.mutuals.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.mutuals.SideBySide;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The HTTP client of the load test. */
@SideBySide
class KeptConnectionTest {

    private HttpServer server;
    private final Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void serveWhatIsSent() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            clients.add(exchange.getRemoteAddress());
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean isChunked = exchange.getRequestURI().getPath().equals("/chunked");
            if (exchange.getRequestURI().getPath().equals("/last")) {
                exchange.getResponseHeaders().add("Connection", "close");
            }
            exchange.sendResponseHeaders(200, isChunked ? 0 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void oneConnectionCarriesAnswersOfAllSizes() throws IOException {
        try (KeptConnection connection = new KeptConnection(at("/"))) {
            for (int size : new int[] {1, 1000, 70_000, 300_000, 5}) {
                assertThat(connection
                                .send(KeptConnection.post(at("/"), "", "x".repeat(size)))
                                .body())
                        .hasSize(size);
                assertThat(connection
                                .send(KeptConnection.post(at("/chunked"), "", "y".repeat(size)))
                                .body())
                        .isEqualTo("y".repeat(size));
            }
        }
        assertThat(clients).hasSize(1);
    }

    @Test
    void aConnectionThatTheServerClosesIsOpenedAnew() throws IOException {
        try (KeptConnection connection = new KeptConnection(at("/"))) {
            for (int sent = 0; sent < 3; sent++) {
                assertThat(connection
                                .send(KeptConnection.post(at("/last"), "", "z"))
                                .body())
                        .isEqualTo("z");
            }
        }
        assertThat(clients).hasSize(3);
    }

    @Test
    void anAnswerWithErrorsIsNotGood() {
        assertThat(new KeptConnection.Answer(200, "{\"data\":{}}").isGood()).isTrue();
        assertThat(new KeptConnection.Answer(200, "{\"errors\":[]}").isGood()).isFalse();
        assertThat(new KeptConnection.Answer(200, "{\"userErrors\":[{\"code\":1}]}").isGood())
                .isFalse();
        assertThat(new KeptConnection.Answer(503, "").isGood()).isFalse();
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }
}
