package io.mutuals.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Errors of HTTP requests: their bodies, media types and methods. */
@MutualsTest
class HttpErrorsTest {

    private final Api api;
    private final World world;

    HttpErrorsTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "[{\"query\":\"{ __typename }\"}]",
                "{}",
                "{\"query\":1}",
                "{\"query\":\"{ __typename }\",\"variables\":[]}",
                "null",
                "\"x\"",
                "{\"extensions\":null}",
                "{\"query\":null,\"variables\":null}",
                "{\"query\":\"{ __typename }\",\"operationName\":{}}",
                "{\"query\":\"{ __typename }\",\"extensions\":5}"
            })
    void aBodyThatIsNotARequestIsRefused(String body) {
        var answer = api.as("ada").post(body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isIn("BAD_REQUEST", "GRAPHQL_PARSE_FAILED");
        assertThat(answer.body()).doesNotMatch(ErrorsTest.INSIDE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | 200 | application/json",
                "application/json; charset=utf-8 | 200 | application/json",
                "*/* | 200 | application/json",
                "application/graphql-response+json | 400 | application/graphql-response+json",
                "application/graphql-response+json; charset=utf-8 | 400 | application/graphql-response+json",
                "application/graphql-response+json;q=1, application/json;q=0.5 | 400 | "
                        + "application/graphql-response+json",
                "application/graphql-response+json, application/json;q=0.9 | 400 | application/graphql-response+json",
                "application/json;q=1, application/graphql-response+json;q=0.5 | 200 | application/json"
            })
    void anAnswerHasTheAcceptedMediaTypeAndItsStatus(String accept, int status, String type) {
        var refused = api.as("ada").header("Accept", accept).ask("{ viewer { nosuch } }");
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.type()).startsWith(type);
        assertThat(refused.code()).isEqualTo("GRAPHQL_VALIDATION_FAILED");
        var good = api.as("ada").header("Accept", accept).ask("{ viewer { user { handle } } }");
        assertThat(good.status()).isEqualTo(200);
        assertThat(good.type()).startsWith(type);
        var noBody = api.as("ada").header("Accept", accept).post("[");
        assertThat(noBody.status()).isEqualTo(400);
        assertThat(noBody.type()).startsWith(type);
        var stranger = api.with(null).header("Accept", accept).ask("{ __typename }");
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stranger.type()).startsWith(type);
        var tooLarge = api.as("ada").header("Accept", accept).post("{\"query\": \"" + "x".repeat(200_000) + "\"}");
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.type()).startsWith(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/graphql",
                "text/plain",
                "application/x-www-form-urlencoded",
                "nonsense",
                "application/xml"
            })
    void aBodyOfAnotherTypeIsRefusedWith415(String type) {
        var answer = api.as("ada").header("Content-Type", type).post("{ viewer { user { id } } }");
        assertThat(answer.status()).as(answer.body()).isEqualTo(415);
        assertThat(answer.code()).isEqualTo("BAD_REQUEST");
        assertThat(answer.body()).contains("Content-Type: application/json").doesNotMatch(ErrorsTest.INSIDE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json;charset=UTF-8", "APPLICATION/JSON"})
    void jsonIsTakenWithParametersToo(String type) {
        assertThat(api.as("ada")
                        .header("Content-Type", type)
                        .ask("{ __typename }")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/png, text/html;q=0.9", "application/json;q=0", "nonsense"})
    void anAnswerInAnotherFormIsRefusedWith406(String accept) {
        var answer = api.as("ada").header("Accept", accept).ask("{ __typename }");
        assertThat(answer.status()).as(answer.body()).isEqualTo(406);
        assertThat(answer.code()).isEqualTo("BAD_REQUEST");
        assertThat(answer.body()).doesNotMatch(ErrorsTest.INSIDE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", "text/html, */*;q=0.8"})
    void anyFormIsAnsweredInOneOfOurs(String accept) {
        assertThat(api.as("ada").header("Accept", accept).ask("{ __typename }").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
    void anotherMethodIsRefusedWith405AndToldWhichIsAllowed(String method) throws Exception {
        HttpResponse<String> answer = send(method, Map.of("Authorization", "Bearer " + api.token("ada")));
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, POST, OPTIONS");
        assertThat(answer.body()).contains("\"BAD_REQUEST\"");
    }

    @Test
    void traceIsRefusedWith405AndToldWhatIsAllowedAtTheAddress() throws Exception {
        HttpResponse<String> answer = send("TRACE", Map.of());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().allValues("Allow")).containsExactly("GET, POST, OPTIONS");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json;charset=UTF-8");
        assertThat(answer.body()).contains("\"BAD_REQUEST\"").doesNotMatch(ErrorsTest.INSIDE);
        HttpResponse<String> page = send("/graphiql", "TRACE", Map.of());
        assertThat(page.headers().allValues("Allow")).containsExactly("GET, HEAD, OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/graphql-response+json", "text/html"})
    void headersThatAreTooLargeAreRefusedWithACodedError(String accept) throws Exception {
        HttpResponse<String> answer = send("POST", Map.of("Accept", accept, "X-Large", "x".repeat(20_000)));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JsonMapper.shared()
                        .readTree(answer.body())
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("BAD_REQUEST");
        assertThat(answer.body()).contains("headers are too large").doesNotMatch(ErrorsTest.INSIDE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "GET", "OPTIONS"})
    void theAddressWithASlashAtItsEndIsNotFoundAndTheRightOneIsNamed(String method) throws Exception {
        for (Map<String, String> headers :
                List.of(Map.<String, String>of(), Map.of("Authorization", "Bearer " + api.token("ada")))) {
            HttpResponse<String> answer = send("/graphql/", method, headers);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("\"NOT_FOUND\"", "the API is at /graphql,");
        }
    }

    @Test
    void aPreflightFromAnotherOriginIsForbiddenRatherThanUnauthenticated() throws Exception {
        HttpResponse<String> preflight =
                send("OPTIONS", Map.of("Origin", "https://elsewhere.example", "Access-Control-Request-Method", "POST"));
        assertThat(preflight.statusCode()).isEqualTo(403);
        assertThat(preflight.body()).contains("\"FORBIDDEN\"");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        HttpResponse<String> options = send("OPTIONS", Map.of());
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(options.headers().firstValue("Allow")).hasValue("GET, POST, OPTIONS");
        assertThat(send("GET", Map.of()).statusCode()).as("without a token").isEqualTo(401);
    }

    @Test
    void refusalsOfOtherEndpointsAreCoded() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(api.address().resolve("/graphiql"))
                .DELETE()
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(405);
            assertThat(answer.body()).contains("\"BAD_REQUEST\"").doesNotMatch(ErrorsTest.INSIDE);
        }
    }

    private HttpResponse<String> send(String method, Map<String, String> headers) throws Exception {
        return send("/graphql", method, headers);
    }

    private HttpResponse<String> send(String path, String method, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(api.address().resolve(path)).method(method, HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
