package io.mutuals.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.LiveEvents;
import io.mutuals.LiveSocket;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.cache.Cache;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import redis.clients.jedis.UnifiedJedis;
import tools.jackson.databind.json.JsonMapper;

/** Automatic persisted queries as Apollo's clients and urql speak them, on every transport. */
@MutualsTest
class PersistedDocumentsApiTest {

    private static final String KEY = "mutuals:documents:{persisted}:";

    private final Api api;
    private final World world;
    private final UnifiedJedis redis;
    private final Cache cache;
    private final TestClock clock;

    PersistedDocumentsApiTest(Api api, World world, UnifiedJedis redis, Cache cache, TestClock clock) {
        this.api = api;
        this.world = world;
        this.redis = redis;
        this.cache = cache;
        this.clock = clock;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben");
        redis.del(KEY + "texts", KEY + "used", KEY + "size");
    }

    @AfterEach
    void present() {
        clock.reset();
    }

    @Test
    void aHashIsUnknownUntilItsDocumentHasBeenSentAndThenRunsForEveryViewerOnEveryTransport() {
        String document = unique("query Who($x: Boolean!) { viewer { user { handle id @include(if: $x) } } }");
        String alone = body(null, document, Map.of("x", false));
        for (String accept : List.of("application/json", "application/graphql-response+json")) {
            var unknown = api.as("ada").header("Accept", accept).post(alone);
            assertThat(unknown.status()).isEqualTo(200);
            assertThat(unknown.json().at("/errors/0/message").asString()).isEqualTo("PersistedQueryNotFound");
            assertThat(unknown.code()).isEqualTo("PERSISTED_QUERY_NOT_FOUND");
            assertThat(unknown.json().has("data")).isFalse();
        }
        var registered = api.as("ada").post(body(document, document, Map.of("x", false)));
        assertThat(handle(registered)).isEqualTo("ada");
        assertThat(handle(api.as("ben").post(alone))).isEqualTo("ben");
        assertThat(handle(api.as("ben").get(address(document, "{\"x\":false}"))))
                .isEqualTo("ben");
        try (LiveSocket socket = LiveSocket.signedIn(api, api.token("ada"), Map.of())) {
            var next = socket.say("{\"id\": \"a\", \"type\": \"subscribe\", \"payload\": " + alone + "}")
                    .next();
            assertThat(next.at("/payload/data/viewer/user/handle").asString()).isEqualTo("ada");
        }
        try (LiveEvents events = LiveEvents.posted(api, api.token("ada"), alone)) {
            assertThat(events.next().data().at("/data/viewer/user/handle").asString())
                    .isEqualTo("ada");
        }
        assertThat(redis.hget(KEY + "texts", PersistedDocuments.hash(document))).isEqualTo(document);
        assertThat(redis.pttl(KEY + "texts")).isPositive();
    }

    @Test
    void mutationsAndSubscriptionsArePersistedTooAndOnlyQueriesRunOverGet() {
        String mutation = unique("mutation { updateProfile(input: {bio: \"hi\"}) { user { bio } } }");
        assertThat(api.as("ada").post(body(mutation, mutation, Map.of())).body())
                .contains("\"hi\"");
        assertThat(api.as("ada").post(body(null, mutation, Map.of())).body()).contains("\"hi\"");
        assertThat(api.as("ada").get(address(mutation, "{}")).status()).isEqualTo(405);
        String subscription =
                unique("subscription { presence(userIds: [\"" + world.id("ben") + "\"]) { users { handle } } }");
        for (String sent : new String[] {subscription, null}) {
            try (LiveEvents events = LiveEvents.posted(api, api.token("ada"), body(sent, subscription, Map.of()))) {
                assertThat(events.data().at("/presence/users/0/handle").asString())
                        .isEqualTo("ben");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ viewer { nosuch } } # %s",
                "{ viewer { # %s",
                "{ nodes(ids: []) { id } viewer { friends(first: 100) { nodes { friends(first: 100) { nodes { friends("
                        + "first: 100) { nodes { id } } } } } } } } # %s",
                "subscription { inboxEvents { cursor } } # %s"
            })
    void aDocumentThatIsRefusedIsNotKept(String form) {
        String document = form.formatted(world.number("ada") + System.nanoTime());
        assertThat(api.as("ada").post(body(document, document, Map.of())).json().has("errors"))
                .isTrue();
        assertThat(api.as("ada").post(body(null, document, Map.of())).code()).isEqualTo("PERSISTED_QUERY_NOT_FOUND");
        assertThat(redis.exists(KEY + "texts")).isFalse();
    }

    @Test
    void oneViewerAddsNoMoreThanTheLimitAndFurtherDocumentsRunAllTheSame() {
        world.emptyBucket("mutuals:limit:{" + world.number("ada") + "}:persist_document");
        String document = unique("{ viewer { user { handle } } }");
        assertThat(handle(api.as("ada").post(body(document, document, Map.of()))))
                .isEqualTo("ada");
        assertThat(api.as("ada").post(body(null, document, Map.of())).code()).isEqualTo("PERSISTED_QUERY_NOT_FOUND");
        assertThat(handle(api.as("ben").post(body(document, document, Map.of()))))
                .isEqualTo("ben");
        assertThat(handle(api.as("ada").post(body(null, document, Map.of())))).isEqualTo("ada");
    }

    @Test
    void aHashOfAnotherDocumentIsRefused() {
        String document = unique("{ viewer { user { handle } } }");
        for (String accept : List.of("application/json", "application/graphql-response+json")) {
            var refused = api.as("ada").header("Accept", accept).post(body("{ __typename }", document, Map.of()));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("BAD_REQUEST");
        }
        assertThat(api.as("ada").post(body(null, document, Map.of())).code()).isEqualTo("PERSISTED_QUERY_NOT_FOUND");
        String upper = "{\"query\": \"{ __typename }\", \"extensions\": {\"persistedQuery\": {\"version\": 1, "
                + "\"sha256Hash\": \""
                + PersistedDocuments.hash("{ __typename }").toUpperCase(Locale.ROOT) + "\"}}}";
        assertThat(api.as("ada").post(upper).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"version\": 2, \"sha256Hash\": \"abc\"}",
                "{\"version\": 1.9, \"sha256Hash\": \"abc\"}",
                "{\"version\": 4294967297, \"sha256Hash\": \"abc\"}",
                "{\"version\": 1, \"sha256Hash\": \"a\\nb\"}",
                "{\"version\": 1, \"sha256Hash\": \" \"}",
                "{\"sha256Hash\": \"abc\"}",
                "{\"version\": 1}",
                "{\"version\": 1, \"sha256Hash\": 7}",
                "{\"version\": 1, \"sha256Hash\": \"\"}"
            })
    void aKeyOfAnotherFormIsNotSupportedSoThatClientsSendTheDocument(String persisted) {
        String alone = "{\"extensions\": {\"persistedQuery\": " + persisted + "}}";
        for (String body : List.of(alone, alone.replaceFirst("\\{", "{\"query\": \"\", "))) {
            var refused = api.as("ada").post(body);
            assertThat(refused.code()).isEqualTo("PERSISTED_QUERY_NOT_SUPPORTED");
            assertThat(refused.json().at("/errors/0/message").asString()).isEqualTo("PersistedQueryNotSupported");
            assertThat(refused.json().path("errors").size()).isEqualTo(1);
            assertThat(refused.json().has("data")).isFalse();
        }
        assertThat(api.as("ada")
                        .header("Accept", "application/graphql-response+json")
                        .post(alone)
                        .status())
                .isEqualTo(400);
        var withDocument = api.as("ada").post(alone.replaceFirst("\\{", "{\"query\": \"{ __typename }\", "));
        assertThat(withDocument.json().at("/data/__typename").asString()).isEqualTo("Query");
        try (LiveSocket socket = LiveSocket.signedIn(api, api.token("ada"), Map.of())) {
            var error = socket.say("{\"id\": \"a\", \"type\": \"subscribe\", \"payload\": " + alone + "}")
                    .next();
            assertThat(error.path("type").asString()).isEqualTo("error");
            assertThat(error.at("/payload/0/message").asString()).isEqualTo("PersistedQueryNotSupported");
            assertThat(socket.subscribe("b", "{ __typename }").data().size()).isEqualTo(1);
        }
        try (LiveEvents events = LiveEvents.posted(api, api.token("ada"), alone)) {
            assertThat(events.next().code()).isEqualTo("PERSISTED_QUERY_NOT_SUPPORTED");
            assertThat(events.next().name()).isEqualTo("complete");
        }
        assertThat(api.as("ada")
                        .post("{\"extensions\": {\"persistedQuery\": null}}")
                        .code())
                .isEqualTo("BAD_REQUEST");
    }

    @Test
    void theLeastRecentlyUsedAreForgottenFirstAndThoseNotUsedForLongToo() {
        var small = new PersistedDocuments(
                cache,
                new DocumentProperties(DocumentMode.OPEN, Set.of(), DataSize.ofBytes(3_200), Duration.ofDays(2)),
                clock);
        List<String> texts = new ArrayList<>();
        for (int made = 0; made < 40; made++) {
            texts.add("%03d".formatted(made) + "é".repeat(48) + "x");
            small.keep(PersistedDocuments.hash(texts.get(made)), texts.get(made));
            clock.pass(Duration.ofSeconds(1));
            assertThat(small.find(PersistedDocuments.hash(texts.getFirst())))
                    .as("used all the time")
                    .isEqualTo(texts.getFirst());
        }
        assertThat(redis.get(KEY + "size")).isEqualTo("3200");
        assertThat(redis.hlen(KEY + "texts")).isEqualTo(32);
        assertThat(redis.zcard(KEY + "used")).isEqualTo(32);
        assertThat(small.find(PersistedDocuments.hash(texts.get(8)))).isNull();
        assertThat(small.find(PersistedDocuments.hash(texts.get(9)))).isEqualTo(texts.get(9));
        small.keep(PersistedDocuments.hash("y".repeat(101)), "y".repeat(101));
        assertThat(small.find(PersistedDocuments.hash("y".repeat(101))))
                .as("too large")
                .isNull();
        clock.pass(Duration.ofDays(3));
        small.keep(PersistedDocuments.hash("new"), "new");
        assertThat(redis.hgetAll(KEY + "texts")).containsOnlyKeys(PersistedDocuments.hash("new"));
        assertThat(redis.get(KEY + "size")).isEqualTo("3");
        redis.del(KEY + "texts");
        redis.set(KEY + "size", "1000000");
        small.keep(PersistedDocuments.hash("after an eviction"), "after an eviction");
        small.keep(PersistedDocuments.hash("newer"), "newer");
        assertThat(redis.get(KEY + "size")).as("counted from zero").isEqualTo("5");
        assertThat(small.find(PersistedDocuments.hash("newer"))).isEqualTo("newer");
    }

    private static String unique(String document) {
        return document + " # " + System.nanoTime();
    }

    private static String handle(Api.Answer answer) {
        return answer.json().at("/data/viewer/user/handle").asString(answer.body());
    }

    private static String body(@Nullable String sent, String document, Map<String, ?> variables) {
        Map<String, Object> body = new HashMap<>();
        if (sent != null) {
            body.put("query", sent);
        }
        body.put("variables", variables);
        body.put(
                "extensions",
                Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", PersistedDocuments.hash(document))));
        return JsonMapper.shared().writeValueAsString(body);
    }

    private static String address(String document, String variables) {
        String extensions =
                "{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"" + PersistedDocuments.hash(document) + "\"}}";
        return "/graphql?variables=" + URLEncoder.encode(variables, StandardCharsets.UTF_8) + "&extensions="
                + URLEncoder.encode(extensions, StandardCharsets.UTF_8);
    }
}
