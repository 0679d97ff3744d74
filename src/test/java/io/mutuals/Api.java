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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the API over HTTP. */
public class Api {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Cached, because signing takes longer than many requests. */
    private static final Map<Claims, String> TOKENS = new ConcurrentHashMap<>();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Environment environment;
    private final World world;

    Api(Environment environment, World world) {
        this.environment = environment;
        this.world = world;
    }

    /** Returns the address of the server under test, without a path. */
    public URI address() {
        return URI.create("http://localhost:" + environment.getRequiredProperty("local.server.port"));
    }

    /** Returns a client of another server on the same graph. */
    public Api at(URI server) {
        return new Api(environment, world) {
            @Override
            public URI address() {
                return server;
            }
        };
    }

    /** Returns the API as a signed-in user sees it. */
    public Caller as(String handle, String... roles) {
        return new Caller(token(handle, roles));
    }

    /** Returns the token of a user. */
    public String token(String handle, String... roles) {
        return TOKENS.computeIfAbsent(
                new Claims(world.number(handle), List.of(roles)),
                claims -> LocalTokens.mint(claims.user, claims.roles.toArray(String[]::new)));
    }

    private record Claims(long user, List<String> roles) {}

    /** Returns the API for a caller with the given token; null for an anonymous one. */
    public Caller with(@Nullable String token) {
        return new Caller(token);
    }

    /** A caller of the API. */
    public final class Caller {

        private final Map<String, String> headers = new LinkedHashMap<>();

        private Caller(@Nullable String token) {
            headers.put("Content-Type", "application/json");
            headers.put("Accept", "application/graphql-response+json");
            if (token != null) {
                headers.put("Authorization", "Bearer " + token);
            }
        }

        /** Adds a header to every later request. */
        public Caller header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        /** Returns the answer to {@code query}, including errors. */
        public Answer ask(String query) {
            return ask(query, Map.of());
        }

        /** Returns the answer to {@code query}, including errors. */
        public Answer ask(String query, Map<String, ?> variables) {
            return post(JSON.writeValueAsString(Map.of("query", query, "variables", variables)));
        }

        /** Posts an arbitrary body and returns the answer. */
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

        /** Returns the answer to a GET request of {@code path}. */
        public Answer get(String path) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(address().resolve(path)).GET();
            headers.forEach(request::header);
            request.setHeader("Accept", "*/*");
            return answer(request.build());
        }

        /** Returns {@code data} of the answer to {@code query}; fails if the answer has errors. */
        public JsonNode data(String query) {
            return data(query, Map.of());
        }

        /** Returns {@code data} of the answer to {@code query}; fails if the answer has errors. */
        public JsonNode data(String query, Map<String, ?> variables) {
            Answer answer = ask(query, variables);
            if (answer.json().has("errors") || answer.status() != 200) {
                throw new AssertionError("HTTP " + answer.status() + ": " + answer.body());
            }
            return answer.json().path("data");
        }
    }

    /**
     * An answer as received.
     *
     * @param type the header {@code Content-Type}; empty if there is none
     */
    public record Answer(int status, String type, String body, JsonNode json) {

        private static final Pattern LEVEL = Pattern.compile("\"available\":\\d+,");

        /**
         * Returns the body without the level of the viewer's bucket, which the clock refills: what answers are compared
         * by.
         */
        public String timeless() {
            return LEVEL.matcher(body).replaceAll("");
        }

        /** Returns the code of the first error. */
        public String code() {
            return json.at("/errors/0/extensions/code").asString("");
        }

        /** Returns a number of {@code extensions.proof}. */
        public int proof(String figure) {
            return json.at("/extensions/proof/" + figure).asInt(-1);
        }
    }
}
