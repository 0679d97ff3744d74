package io.mutuals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API as a client uses it, over HTTP. */
public class Api {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Signing takes longer than many a request. */
    private static final Map<Claims, String> TOKENS = new ConcurrentHashMap<>();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Environment environment;
    private final World world;

    Api(Environment environment, World world) {
        this.environment = environment;
        this.world = world;
    }

    /** The address of the server under test, without a path. */
    public URI address() {
        return URI.create("http://localhost:" + environment.getRequiredProperty("local.server.port"));
    }

    /** The API of another server on the same graph. */
    public Api at(URI server) {
        return new Api(environment, world) {
            @Override
            public URI address() {
                return server;
            }
        };
    }

    /** The API for someone with a token. */
    public Caller as(String handle, String... roles) {
        return new Caller(token(handle, roles));
    }

    /** What somebody signs in with. */
    public String token(String handle, String... roles) {
        return TOKENS.computeIfAbsent(
                new Claims(world.number(handle), List.of(roles)),
                claims -> LocalTokens.mint(claims.user, claims.roles.toArray(String[]::new)));
    }

    private record Claims(long user, List<String> roles) {}

    /** The API for someone with any token, or none. */
    public Caller with(@Nullable String token) {
        return new Caller(token);
    }

    /** Someone who calls the API. */
    public final class Caller {

        private final Map<String, String> headers = new LinkedHashMap<>();

        private Caller(@Nullable String token) {
            headers.put("Content-Type", "application/json");
            headers.put("Accept", "application/graphql-response+json");
            if (token != null) {
                headers.put("Authorization", "Bearer " + token);
            }
        }

        /** Sends {@code name} with every request from now on. */
        public Caller header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        /** The answer to {@code query}, errors included. */
        public Answer ask(String query) {
            return ask(query, Map.of());
        }

        /** The answer to {@code query}, errors included. */
        public Answer ask(String query, Map<String, ?> variables) {
            return post(JSON.writeValueAsString(Map.of("query", query, "variables", variables)));
        }

        /** The answer to any body. */
        public Answer post(String body) {
            HttpRequest.Builder request = HttpRequest.newBuilder(address().resolve("/graphql"))
                    .POST(HttpRequest.BodyPublishers.ofString(body));
            headers.forEach(request::header);
            return answer(request.build());
        }

        private Answer answer(HttpRequest request) {
            try {
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                String text = response.body();
                boolean json = text.startsWith("{");
                String type = response.headers().firstValue("Content-Type").orElse("");
                return new Answer(response.statusCode(), type, text, json ? JSON.readTree(text) : JSON.nullNode());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }

        /** The answer at another address of the server. */
        public Answer get(String path) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(address().resolve(path)).GET();
            headers.forEach(request::header);
            request.setHeader("Accept", "*/*");
            return answer(request.build());
        }

        /** What is under {@code data} in the answer to {@code query}, which must have no errors. */
        public JsonNode data(String query) {
            return data(query, Map.of());
        }

        /** What is under {@code data} in the answer to {@code query}, which must have no errors. */
        public JsonNode data(String query, Map<String, ?> variables) {
            Answer answer = ask(query, variables);
            if (answer.json().has("errors") || answer.status() != 200) {
                throw new AssertionError("HTTP " + answer.status() + ": " + answer.body());
            }
            return answer.json().path("data");
        }
    }

    /**
     * An answer as it came over the wire.
     *
     * @param type the header {@code Content-Type}; empty when there was none
     */
    public record Answer(int status, String type, String body, JsonNode json) {

        /** The code of the first error. */
        public String code() {
            return json.at("/errors/0/extensions/code").asString("");
        }

        /** A number of {@code extensions.proof}. */
        public int proof(String figure) {
            return json.at("/extensions/proof/" + figure).asInt(-1);
        }
    }
}
