package io.mutuals.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Queries over GET, as browsers, clients and caches see them. */
@MutualsTest
class GetApiTest {

    private static final String WHO = "query Who { viewer { user { handle } } }";

    private final Api api;
    private final World world;

    GetApiTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben");
    }

    @Test
    void aQueryIsAnsweredAsOverPost() throws Exception {
        String query =
                "query Friends($first: Int!) { viewer { user { handle } friends(first: $first) { nodes { handle } "
                        + "} } } query Other { __typename }";
        var byPost = api.as("ada")
                .post(JsonMapper.shared()
                        .writeValueAsString(
                                Map.of("query", query, "variables", Map.of("first", 3), "operationName", "Friends")));
        HttpResponse<String> byGet =
                get(Map.of("query", query, "variables", "{\"first\":3}", "operationName", "Friends"), Map.of());
        assertThat(byGet.statusCode()).isEqualTo(200);
        assertThat(JsonMapper.shared().readTree(byGet.body()).path("data"))
                .isEqualTo(byPost.json().path("data"));
        assertThat(byGet.body()).contains("\"ben\"", "\"cost\"");
        assertThat(byGet.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(get(Map.of("query", "{ viewer { nosuch } }"), Map.of("Accept", "application/graphql-response+json"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(get(Map.of("query", "{ viewer { nosuch } }"), Map.of()).body())
                .contains("GRAPHQL_VALIDATION_FAILED");
        assertThat(send(
                                "GET",
                                "/graphql?query=" + encoded(WHO) + "&operationName=&variables=null&extensions=",
                                Map.of("Authorization", "Bearer " + api.token("ada")))
                        .body())
                .contains("\"ada\"");
    }

    @Test
    void urqlAsInstalledIsAnswered() throws Exception {
        // What new Client({url}) of urql 6 sends for a short query: no Content-Type, and streams among the accepted.
        HttpResponse<String> answer = get(
                Map.of("operationName", "Who", "query", WHO, "variables", "{}"),
                Map.of(
                        "Accept",
                        "application/graphql-response+json, application/graphql+json, application/json, "
                                + "text/event-stream, multipart/mixed"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/graphql-response+json");
        assertThat(answer.body()).contains("\"ada\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mutation { likeVideo(input: {videoId: \"vid_0000000000001\"}) { clientMutationId } } | ''",
                "query Who { __typename } mutation Like { __typename } | Like",
                "subscription { inboxEvents { cursor } } | ''",
                "fragment F on Mutation { __typename } mutation { ...F } | ''"
            })
    void mutationsAndSubscriptionsAreRefusedWith405(String query, String operation) throws Exception {
        for (String accept : List.of("application/json", "application/graphql-response+json, text/event-stream")) {
            HttpResponse<String> answer =
                    get(Map.of("query", query, "operationName", operation), Map.of("Accept", accept));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(405);
            assertThat(answer.headers().allValues("Allow")).containsExactly("POST, OPTIONS");
            assertThat(answer.body()).contains("\"BAD_REQUEST\"", "POST").doesNotMatch(ErrorsTest.INSIDE);
        }
    }

    @Test
    void theOtherQueryOfADocumentWithAMutationIsAnswered() throws Exception {
        String both = WHO + " mutation Change { __typename }";
        assertThat(get(Map.of("query", both, "operationName", "Who"), Map.of()).body())
                .contains("\"ada\"");
        HttpResponse<String> neither = get(Map.of("query", both), Map.of());
        assertThat(neither.body()).contains("\"errors\"").doesNotContain("\"data\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | needs the parameter query",
                "query= | needs the parameter query",
                "query=%7B__typename%7D&query=%7B__typename%7D | query is given more than once",
                "query=%7B__typename%7D&variables=%7B | variables is not JSON",
                "query=%7B__typename%7D&variables=%5B%5D | variables is not a JSON object",
                "query=%7B__typename%7D&extensions=1 | extensions is not a JSON object"
            })
    void parametersThatAreNoRequestAreRefusedWithASentence(String parameters, String sentence) throws Exception {
        HttpResponse<String> answer =
                send("GET", "/graphql?" + parameters, Map.of("Authorization", "Bearer " + api.token("ada")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"BAD_REQUEST\"", sentence).doesNotMatch(ErrorsTest.INSIDE);
    }

    @ParameterizedTest
    @CsvSource({"1, 3000, ''", "[, 600, ]"})
    void jsonThatExceedsALimitIsNotSaidToBeNone(String opening, int times, String closing) throws Exception {
        String variables = "{\"n\":" + opening.repeat(times) + closing.repeat(times) + "}";
        HttpResponse<String> got = get(Map.of("query", WHO, "variables", variables), Map.of());
        assertThat(got.statusCode()).as(got.body()).isEqualTo(400);
        assertThat(got.body())
                .contains("\"BAD_REQUEST\"", "The parameter variables exceeds", "1,000 characters", "500 levels")
                .doesNotMatch(ErrorsTest.INSIDE);
        var posted = api.as("ada").post("{\"query\": \"{ __typename }\", \"variables\": " + variables + "}");
        assertThat(posted.status()).as(posted.body()).isEqualTo(400);
        assertThat(posted.code()).isEqualTo("BAD_REQUEST");
        assertThat(posted.body())
                .contains("The body exceeds", "1,000 characters")
                .doesNotMatch(ErrorsTest.INSIDE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"query=%zz", "query=%7B__typename%7D&x=%zz", "query={__typename}"})
    void anAddressThatIsNotEncodedIsRefused(String parameters) throws IOException {
        try (Socket connection =
                new Socket(api.address().getHost(), api.address().getPort())) {
            connection.setSoTimeout(10_000);
            connection
                    .getOutputStream()
                    .write(("GET /graphql?" + parameters + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                    + "Authorization: Bearer " + api.token("ada") + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("\"BAD_REQUEST\"");
            assertThat(answer).doesNotMatch(ErrorsTest.INSIDE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"navigate", "no-cors", "websocket", "nonsense"})
    void whatAFormALinkOrAnImageSendsIsRefused(String mode) throws Exception {
        HttpResponse<String> answer =
                get(Map.of("query", WHO), Map.of("Sec-Fetch-Mode", mode, "Sec-Fetch-Site", "cross-site"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"FORBIDDEN\"", "apollo-require-preflight");
        assertThat(get(Map.of("query", WHO), Map.of("Sec-Fetch-Mode", "cors")).statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "/graphql?query=" + encoded(WHO), Map.of("Cookie", "session=1"))
                        .statusCode())
                .as("without the header that a form cannot send")
                .isEqualTo(401);
    }

    @Test
    void whatGetDoesNotAnswerHasAClearStatus() throws Exception {
        HttpResponse<String> stream = get(Map.of("query", WHO), Map.of("Accept", "text/event-stream"));
        assertThat(stream.statusCode()).isEqualTo(405);
        assertThat(stream.headers().firstValue("Allow")).hasValue("POST, OPTIONS");
        assertThat(get(Map.of("query", WHO), Map.of("Accept", "text/html")).statusCode())
                .isEqualTo(406);
        HttpResponse<String> head = send("HEAD", "/graphql", Map.of("Authorization", "Bearer " + api.token("ada")));
        assertThat(head.statusCode()).isEqualTo(405);
        assertThat(head.headers().firstValue("Allow")).hasValue("GET, POST, OPTIONS");
        HttpResponse<String> single = send("PUT", "/graphql", Map.of("Authorization", "Bearer " + api.token("ada")));
        assertThat(single.body()).contains("no single connection mode");
        assertThat(get(Map.of("query", "# " + "x".repeat(20_000)), Map.of()).body())
                .contains("\"BAD_REQUEST\"", "headers are too large");
    }

    @Test
    void theSchemaMayBeSharedByCachesAndNothingThatDependsOnTheViewer() throws Exception {
        HttpResponse<String> schema = get(Map.of("query", "{ __schema { queryType { name } } __typename }"), Map.of());
        assertThat(schema.headers().allValues("Cache-Control")).containsExactly("max-age=300, public");
        assertThat(schema.headers().firstValue("Vary").orElse("")).contains("Accept");
        assertThat(schema.body())
                .isEqualTo(
                        "{\"data\":{\"__schema\":{\"queryType\":{\"name\":\"Query\"}}," + "\"__typename\":\"Query\"}}");
        List<String> notForAll = List.of(
                "{ __typename viewer { user { id } } }",
                "query ($x: Boolean = true) { __typename @include(if: $x) viewer { user { id } } }",
                "{ a: __typename b: nodes(ids: []) { id } }",
                "{ __typename ...F } fragment F on Query { viewer { user { id } } }",
                "query A { __typename } query B { __typename }",
                "{ __schema { nosuch } }");
        for (String query : notForAll) {
            isNotShared(get(Map.of("query", query), Map.of()));
        }
        isNotShared(get(Map.of("query", "{ __typename }"), Map.of("Mutuals-Proof", "1")));
        assertThat(api.as("ada").ask("{ __typename }").body()).contains("\"cost\"");
    }

    private static void isNotShared(HttpResponse<String> answer) {
        assertThat(answer.headers().allValues("Cache-Control"))
                .as(answer.request().uri().toString())
                .allMatch(control -> control.contains("no-store") && !control.contains("public"))
                .isNotEmpty();
    }

    private HttpResponse<String> get(Map<String, String> parameters, Map<String, String> headers) throws Exception {
        StringBuilder path = new StringBuilder("/graphql?");
        parameters.forEach((name, value) ->
                path.append(name).append('=').append(encoded(value)).append('&'));
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Authorization", "Bearer " + api.token("ada"));
        return send("GET", path.toString(), all);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> send(String method, String path, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api.address() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
