package io.mutuals.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.Api;
import io.mutuals.CommandTest;
import io.mutuals.LiveEvents;
import io.mutuals.LiveSocket;
import io.mutuals.Replica;
import io.mutuals.TestServices;
import io.mutuals.World;
import io.mutuals.cli.CommandRun;
import io.mutuals.limit.ActionLimits;
import io.mutuals.security.Viewers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Registered documents: how they are registered, and what becomes of all others in each mode. */
@CommandTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrustedDocumentsApiTest {

    private static final String REGISTER = """
            mutation ($app: String!, $version: String!, $manifest: String!) {
              registerDocuments(input: {app: $app, version: $version, manifest: $manifest}) {
                release { app version documentCount } userErrors { code field message }
              }
            }
            """;

    private final Api api;
    private final World world;
    private final KnownTexts texts;
    private final FreeDocuments free;
    private final ActionLimits limits;
    private final Viewers viewers;
    private final ExecutionGraphQlService service;
    private final MeterRegistry metrics;
    private Replica trusting;

    TrustedDocumentsApiTest(
            Api api,
            World world,
            KnownTexts texts,
            FreeDocuments free,
            ActionLimits limits,
            Viewers viewers,
            ExecutionGraphQlService service,
            MeterRegistry metrics) {
        this.api = api;
        this.world = world;
        this.texts = texts;
        this.free = free;
        this.limits = limits;
        this.viewers = viewers;
        this.service = service;
        this.metrics = metrics;
    }

    @BeforeAll
    void start() {
        trusting = Replica.startIn(
                CommandTest.LANE,
                "mutuals.documents.mode=TRUSTED",
                "mutuals.documents.exempt-roles=EXPERIMENTER,ADMIN");
    }

    @AfterAll
    void stop() {
        trusting.close();
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben");
    }

    @Test
    void manifestsOfApolloRelayAndCodegenAreRegisteredAndTheirDocumentsRunByIdOnEveryReplica() {
        String query = unique("query Who { viewer { user { handle } } }");
        String hash = PersistedDocuments.hash(query);
        String relay = id();
        String edit = id();
        JsonNode apollo = registered(
                "web",
                Map.of(
                        "format",
                        "apollo-persisted-query-manifest",
                        "version",
                        1,
                        "operations",
                        List.of(Map.of("id", hash, "name", "Who", "type", "query", "body", query))));
        assertThat(apollo.at("/release/documentCount").asInt()).isEqualTo(1);
        String mutation = "mutation Edit($bio: String) { updateProfile(input: {bio: $bio}) { user { bio } } }";
        JsonNode added = registered("web", Map.of(relay, "{ viewer { id } }", edit, mutation, hash, query));
        assertThat(added.at("/release/documentCount").asInt())
                .as("one is in both")
                .isEqualTo(3);
        assertThat(world.values("MATCH (d:TrustedDocument) RETURN count(d)")).containsExactly(3L);
        for (Api server : List.of(api, api.at(trusting.address()))) {
            assertThat(handle(server.as("ada").post(byHash(hash)))).isEqualTo("ada");
            assertThat(handle(server.as("ben").post("{\"documentId\": \"sha256:" + hash + "\"}")))
                    .isEqualTo("ben");
            assertThat(handle(server.as("ada").get("/graphql?documentId=" + hash)))
                    .isEqualTo("ada");
            assertThat(server.as("ada")
                            .post("{\"documentId\": \"" + relay + "\"}")
                            .json()
                            .at("/data/viewer/id")
                            .isString())
                    .isTrue();
            assertThat(server.as("ada")
                            .post("{\"documentId\": \"" + edit + "\", \"variables\": {\"bio\": \"hello\"}}")
                            .json()
                            .at("/data/updateProfile/user/bio")
                            .asString())
                    .isEqualTo("hello");
            assertThat(server.as("ada").get("/graphql?documentId=" + edit).status())
                    .isEqualTo(405);
            assertThat(handle(server.as("ada").post(withText(query, hash)))).isEqualTo("ada");
            try (LiveSocket socket = LiveSocket.signedIn(server.address(), api.token("ada"), Map.of())) {
                var next = socket.say("{\"id\": \"a\", \"type\": \"subscribe\", \"payload\": {\"documentId\": \"" + hash
                                + "\"}}")
                        .next();
                assertThat(next.at("/payload/data/viewer/user/handle").asString())
                        .isEqualTo("ada");
            }
        }
    }

    @Test
    void onlyRegisteredDocumentsAreAnsweredWhereOthersAreNotTrustedButForExemptRoles() {
        Api server = api.at(trusting.address());
        String query = unique("{ viewer { user { handle } } }");
        String hash = PersistedDocuments.hash(query);
        assertThat(handle(api.as("ada").post(withText(query, hash))))
                .as("persisted, not registered")
                .isEqualTo("ada");
        String introspection = "{ __schema { queryType { name } } }";
        for (String body : List.of(
                text(query),
                text(introspection),
                text("{ __typename }"),
                text("nonsense"),
                withText(query, hash),
                byHash(hash),
                byHash(id()),
                "{\"documentId\": \"" + id() + "\"}",
                "{\"extensions\": {\"persistedQuery\": {}}}")) {
            for (String accept : List.of("application/json", "application/graphql-response+json")) {
                var refused = server.as("ada").header("Accept", accept).post(body);
                assertThat(refused.status()).as(body).isEqualTo(400);
                assertThat(refused.code()).as(body).isEqualTo("DOCUMENT_NOT_TRUSTED");
                assertThat(refused.json().has("data")).isFalse();
            }
            if (!body.contains("persistedQuery\": {}")) {
                assertThat(server.as("ada", "experimenter").post(body).code())
                        .as(body)
                        .isIn("", "PERSISTED_QUERY_NOT_FOUND", "GRAPHQL_PARSE_FAILED");
            }
        }
        assertThat(server.as("ada", "moderator").ask("{ __typename }").code()).isEqualTo("DOCUMENT_NOT_TRUSTED");
        assertThat(server.as("ada").get("/graphql?query=%7B__typename%7D").code())
                .isEqualTo("DOCUMENT_NOT_TRUSTED");
        try (LiveSocket socket = LiveSocket.signedIn(server.address(), api.token("ada"), Map.of())) {
            assertThat(socket.subscribe("a", query)
                            .next()
                            .at("/payload/0/extensions/code")
                            .asString())
                    .isEqualTo("DOCUMENT_NOT_TRUSTED");
        }
        try (LiveEvents events =
                LiveEvents.posted(server, api.token("ada"), text("subscription { inboxEvents { cursor } }"))) {
            assertThat(events.next().code()).isEqualTo("DOCUMENT_NOT_TRUSTED");
        }
    }

    @Test
    void aDocumentThatIsRegisteredLaterIsSoonTrusted() {
        Api server = api.at(trusting.address());
        String query = unique("{ viewer { user { handle } } }");
        String hash = PersistedDocuments.hash(query);
        assertThat(server.as("ada").post(byHash(hash)).code()).isEqualTo("DOCUMENT_NOT_TRUSTED");
        registered("web", Map.of(hash, query));
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> handle(server.as("ada").post(byHash(hash))).equals("ada"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "web | 1 | [] | INVALID_MANIFEST | not a JSON object",
                "web | 1 | { | INVALID_MANIFEST | not JSON",
                "web | 1 | {} | INVALID_MANIFEST | no documents",
                "web | 1 | {\"a\": 1} | INVALID_MANIFEST | no text",
                "web | 1 | {\"format\": \"other\", \"version\": 1, \"operations\": []} | INVALID_MANIFEST | format",
                "web | 1 | {\"format\": \"apollo-persisted-query-manifest\", \"version\": 2} | INVALID_MANIFEST | "
                        + "version",
                "web | 1 | {\"good\": \"{ __typename }\", \"bad\": \"{ nosuch }\"} | INVALID_DOCUMENT | document bad",
                "web | 1 | {\"bad\": \"{ viewer {\"} | INVALID_DOCUMENT | document bad",
                "web | 1 | {\"bad\": \"{ viewer { friends(first: 100) { nodes { friends(first: 100) { nodes { "
                        + "friends(first: 100) { nodes { id } } } } } } } }\"} | INVALID_DOCUMENT | too much",
                "'' | 1 | {\"a\": \"{ __typename }\"} | INVALID_APP | name",
                "a b | 1 | {\"a\": \"{ __typename }\"} | INVALID_APP | name",
                "web | '' | {\"a\": \"{ __typename }\"} | INVALID_VERSION | version"
            })
    void whatIsWrongIsRefusedWithItsCodeAndNothingIsRegistered(
            String app, String version, String manifest, String code, String sentence) {
        JsonNode refused = register(app, version, manifest);
        assertThat(refused.path("release").isNull()).isTrue();
        assertThat(refused.at("/userErrors/0/code").asString()).isEqualTo(code);
        assertThat(refused.at("/userErrors/0/message").asString()).contains(sentence);
        assertThat(world.values("MATCH (n) WHERE n:TrustedDocument OR n:DocumentRelease RETURN count(n)"))
                .containsExactly(0L);
    }

    @Test
    void anIdThatCouldBeTheHashOfAPersistedQueryMustBeThatOfItsText() {
        String persisted = unique("{ viewer { user { handle } } }");
        String hash = PersistedDocuments.hash(persisted);
        assertThat(handle(api.as("ada").post(withText(persisted, hash)))).isEqualTo("ada");
        for (String id : List.of(hash, "sha256:" + hash, hash.toUpperCase(Locale.ROOT))) {
            JsonNode refused = registered("web", Map.of(id, "{ __typename }"));
            assertThat(refused.path("release").isNull()).isTrue();
            assertThat(refused.at("/userErrors/0/code").asString()).isEqualTo("INVALID_MANIFEST");
            assertThat(refused.at("/userErrors/0/message").asString())
                    .isEqualTo(
                            "The id " + id + " of the manifest looks like a SHA-256, and is not that of its document.");
            assertThat(registered("web", Map.of(id, persisted)).path("userErrors"))
                    .isEmpty();
        }
        assertThat(handle(api.as("ada").post(byHash(hash)))).isEqualTo("ada");
    }

    @Test
    void anIdNeverChangesItsMeaningWhicheverOfTwoRegistrationsIsFirst() throws Exception {
        String id = id();
        String other = id();
        List<Callable<JsonNode>> both = List.of(
                () -> registered("web", Map.of(id, "{ __typename }")),
                () -> registered("ios", Map.of(id, "{ viewer { id } }", other, "{ viewer { id } }")));
        List<JsonNode> outcomes = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<JsonNode> outcome : threads.invokeAll(both)) {
                outcomes.add(outcome.get());
            }
        }
        assertThat(outcomes.stream().filter(outcome -> outcome.path("release").isNull()))
                .singleElement()
                .satisfies(refused -> assertThat(refused.toString()).contains("ID_TAKEN", id));
        assertThat(world.values("MATCH (r:DocumentRelease) RETURN r.app")).hasSize(1);
        assertThat(world.values("MATCH (d:TrustedDocument) WHERE NOT (d)<-[:LISTS]-() RETURN d.id"))
                .as("nothing half done")
                .isEmpty();
    }

    @Test
    void documentsThatAreNotRegisteredAreCountedForTheirApp() {
        String query = unique("query Who { viewer { user { handle } } }");
        String hash = PersistedDocuments.hash(query);
        registered("web", Map.of(hash, query));
        WebGraphQlHandler logging = WebGraphQlHandler.builder(service)
                .interceptor(new DocumentInterceptor(
                        texts,
                        free,
                        limits,
                        viewers,
                        new DocumentProperties(
                                DocumentMode.LOGGED, Set.of(), DataSize.ofMegabytes(1), Duration.ofDays(1))))
                .build();
        String app = "app-" + System.nanoTime();
        assertThat(errors(logging, app, Map.of("query", "{ __typename }"))).isEmpty();
        assertThat(errors(logging, app, Map.of("query", "{ __typename __typename }")))
                .isEmpty();
        errors(
                logging,
                app,
                Map.of(
                        "query",
                        query,
                        "extensions",
                        Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", hash))));
        assertThat(counted(app)).isEqualTo(2);
        for (int made = 0; made < 100; made++) {
            errors(logging, "flood-" + made, Map.of("query", "{ __typename }"));
        }
        assertThat(metrics.find("mutuals.documents.free").counters()).hasSizeLessThanOrEqualTo(51);
        errors(logging, "<b>\n", Map.of("query", "{ __typename }"));
        assertThat(metrics.find("mutuals.documents.free").counters())
                .noneMatch(
                        counter -> String.valueOf(counter.getId().getTag("app")).contains("<"));
    }

    @Test
    void theCommandRegistersAFileAndTellsWhatIsWrong(@TempDir Path folder) throws Exception {
        String query = unique("{ viewer { user { handle } } }");
        String id = id();
        Path file = folder.resolve("persisted.json");
        Files.writeString(file, JsonMapper.shared().writeValueAsString(Map.of(id, query)));
        CommandRun run = new CommandRun();
        List<Object> call =
                new ArrayList<>(List.of("register-documents", file, "--app", "tv", "--app-version", "2.0.1"));
        TestServices.settings(CommandTest.LANE).forEach((name, value) -> call.add("--" + name + "=" + value));
        run.of(call.toArray());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("tv 2.0.1: 1 documents\n");
        assertThat(handle(api.at(trusting.address()).as("ada").post("{\"documentId\": \"" + id + "\"}")))
                .isEqualTo("ada");
        run.of("register-documents", folder.resolve("nosuch.json"), "--app", "tv", "--app-version", "1");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("nosuch.json cannot be read").doesNotContain("Exception");
        run.of("register-documents", file);
        assertThat(run.exitCode()).isEqualTo(2);
    }

    private double counted(String app) {
        return metrics.get("mutuals.documents.free").tag("app", app).counter().count();
    }

    private static List<?> errors(WebGraphQlHandler handler, String app, Map<String, Object> body) {
        HttpHeaders headers = new HttpHeaders();
        headers.set("apollographql-client-name", app.strip());
        var request = new WebGraphQlRequest(
                java.net.URI.create("http://localhost/graphql"), headers, null, null, Map.of(), body, "1", null);
        return handler.handleRequest(request).blockOptional().orElseThrow().getErrors().stream()
                .filter(error ->
                        "DOCUMENT_NOT_TRUSTED".equals(error.getExtensions().get("code")))
                .toList();
    }

    private JsonNode registered(String app, Map<String, ?> manifest) {
        return register(app, "1.0", JsonMapper.shared().writeValueAsString(manifest));
    }

    private JsonNode register(String app, String version, String manifest) {
        return api.as("ada", "admin")
                .data(REGISTER, Map.of("app", app, "version", version, "manifest", manifest))
                .path("registerDocuments");
    }

    private static String handle(Api.Answer answer) {
        return answer.json().at("/data/viewer/user/handle").asString(answer.body());
    }

    private static String unique(String document) {
        return document + " # " + System.nanoTime();
    }

    private static String id() {
        return "id-" + System.nanoTime();
    }

    private static String text(String query) {
        return JsonMapper.shared().writeValueAsString(Map.of("query", query));
    }

    private static String byHash(String hash) {
        return JsonMapper.shared()
                .writeValueAsString(
                        Map.of("extensions", Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", hash))));
    }

    private static String withText(String query, String hash) {
        return JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "query",
                        query,
                        "extensions",
                        Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", hash))));
    }
}
