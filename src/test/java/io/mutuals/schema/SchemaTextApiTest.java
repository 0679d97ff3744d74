package io.mutuals.schema;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.web.servlet.mvc.support.DefaultHandlerExceptionResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema as text, and what the API says of parts of answers. */
@MutualsTest
@ExtendWith(OutputCaptureExtension.class)
class SchemaTextApiTest {

    private final Api api;
    private final World world;
    private final GraphQlSource source;

    SchemaTextApiTest(Api api, World world, GraphQlSource source) {
        this.api = api;
        this.world = world;
        this.source = source;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.people("ada");
    }

    @Test
    void theTextIsTheWholeSchema() throws Exception {
        HttpResponse<String> answer = get(Map.of());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain;charset=UTF-8");
        GraphQLSchema read =
                UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(answer.body()));
        assertThat(fields(read)).isEqualTo(fields(source.schema())).hasSizeGreaterThan(500);
        assertThat(answer.body())
                .contains("\"The id of the video.\"", "@deprecated", "@oneOf")
                .containsOnlyOnce("directive @")
                .contains("directive @semanticNonNull(", "  viewer: Viewer @semanticNonNull");
        assertThat(SchemaText.of(SchemaText.parse(answer.body())))
                .as("the form in which releases are kept")
                .isEqualTo(answer.body());
    }

    @Test
    void eachReleaseIsKeptAsItWasAndToldWithWhatHasChangedSince() throws Exception {
        List<SchemaRelease> releases = SchemaReleases.read().all();
        HttpResponse<String> told = send("GET", "/graphql/schema/releases", Map.of());
        assertThat(told.headers().firstValue("ETag")).isPresent();
        JsonNode json = JsonMapper.shared().readTree(told.body());
        assertThat(json.at("/releases").findValuesAsString("tag"))
                .isEqualTo(releases.reversed().stream().map(SchemaRelease::tag).toList());
        assertThat(json.at("/changes/0/since").asString())
                .isEqualTo(releases.getLast().tag());
        assertThat(json.at("/changes/0/tag").isNull()).isTrue();
        for (SchemaRelease release : releases) {
            HttpResponse<String> kept = send("GET", "/graphql/schema.graphql?at=" + release.tag(), Map.of());
            assertThat(kept.body()).isEqualTo(SchemaReleases.read().find(release.tag()));
            String tag = kept.headers().firstValue("ETag").orElseThrow();
            assertThat(send("GET", "/graphql/schema.graphql?at=" + release.tag(), Map.of("If-None-Match", tag))
                            .statusCode())
                    .isEqualTo(304);
        }
        for (String other : List.of("9.9.9", "", "..%2Freleases")) {
            HttpResponse<String> none = send("GET", "/graphql/schema.graphql?at=" + other, Map.of());
            assertThat(none.statusCode()).as(other).isEqualTo(404);
            JsonNode error = JsonMapper.shared().readTree(none.body()).at("/errors/0");
            assertThat(error.at("/extensions/code").asString()).isEqualTo("NOT_FOUND");
            assertThat(error.at("/extensions/releases/0").asString())
                    .isEqualTo(releases.getFirst().tag());
        }
        assertThat(api.with(null).get("/graphql/schema/releases").status()).isEqualTo(401);
    }

    @Test
    void aClientThatHasItIsNotSentItAgain() throws Exception {
        HttpResponse<String> first = get(Map.of());
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache, private");
        HttpResponse<String> again = get(Map.of("If-None-Match", tag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).hasValue(tag);
        assertThat(get(Map.of("If-None-Match", "W/\"other\"")).statusCode()).isEqualTo(200);
        assertThat(get(Map.of("Accept-Encoding", "gzip")).headers().firstValue("Content-Encoding"))
                .hasValue("gzip");
        var stranger = api.with(null).get("/graphql/schema.graphql");
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stranger.code()).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void aClientThatHasAnyVersionIsSentNone() throws Exception {
        HttpResponse<String> answer = get(Map.of("If-None-Match", "*"));
        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("ETag"))
                .isEqualTo(get(Map.of()).headers().firstValue("ETag"))
                .isPresent();
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache, private");
    }

    @Test
    void anotherMethodIsToldWhatIsAllowedAndDoesNotFillTheLog(CapturedOutput output) throws Exception {
        HttpResponse<String> posted = send("POST", Map.of());
        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(posted.headers().allValues("Allow")).containsExactly("GET, HEAD, OPTIONS");
        assertThat(posted.body()).contains("\"BAD_REQUEST\"");
        HttpResponse<String> head = send("HEAD", Map.of());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("ETag")).isPresent();
        // Shows that the output is read.
        LoggerFactory.getLogger(DefaultHandlerExceptionResolver.class).error("after {}", "the refusals");
        assertThat(output.getAll().lines())
                .filteredOn(line -> line.contains(DefaultHandlerExceptionResolver.class.getSimpleName()))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("after the refusals"));
    }

    @Test
    void deferredPartsComeWithTheWholeAnswer() {
        var answer = api.as("ada")
                .header("Accept", "multipart/mixed;deferSpec=20220824, application/json")
                .ask("{ viewer { id ... @defer(label: \"later\") { user { handle } } } }");
        assertThat(answer.type()).startsWith("application/json");
        assertThat(answer.json().at("/data/viewer/user/handle").asString()).isEqualTo("ada");
        assertThat(answer.json().has("hasNext")).isFalse();
        assertThat(api.as("ada")
                        .ask("{ nodes(ids: []) @stream(initialCount: 1) { id } }")
                        .code())
                .isEqualTo("GRAPHQL_VALIDATION_FAILED");
        assertThat(api.as("ada")
                        .header("Accept", "multipart/mixed")
                        .ask("{ __typename }")
                        .status())
                .isEqualTo(406);
    }

    private static Set<String> fields(GraphQLSchema schema) {
        Set<String> fields = new TreeSet<>();
        schema.getAllTypesAsList().stream()
                .filter(type -> !type.getName().startsWith("__"))
                .filter(GraphQLFieldsContainer.class::isInstance)
                .map(GraphQLFieldsContainer.class::cast)
                .forEach(type -> type.getFieldDefinitions()
                        .forEach(field -> fields.add(type.getName() + "." + field.getName())));
        return fields;
    }

    private HttpResponse<String> get(Map<String, String> headers) throws Exception {
        return send("GET", headers);
    }

    private HttpResponse<String> send(String method, Map<String, String> headers) throws Exception {
        return send(method, "/graphql/schema.graphql", headers);
    }

    private HttpResponse<String> send(String method, String address, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.address().resolve(address))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + api.token("ada"));
        headers.forEach(request::header);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
