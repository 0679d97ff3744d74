package io.mutuals.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.LocalTokens;
import io.mutuals.Mutations;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.api.UserId;
import io.mutuals.security.Viewer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;
import tools.jackson.databind.JsonNode;

/** Erases a user who has used every feature, and searches both databases for what is left. */
@MutualsTest
class ErasureTest {

    private static final String JOIN = """
            mutation { createAccount(input: {handle: "zoe.erased", displayName: "Zoe", birthDate: "1990-05-17",
              bio: "swims", region: "IE"}) { viewer { user { id } } userErrors { code } } }
            """;

    /**
     * What stays of an account that was deleted: the key by which the platform names it, so that no row brings it back.
     */
    private static final List<String> TOMBSTONES = List.of();

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final Erasures erasures;
    private final List<ErasureStep> steps;
    private final TraceSearch search;
    private final UnifiedJedis redis;
    private final String token = LocalTokens.mint("auth0|" + UUID.randomUUID(), Duration.ofDays(300));
    private long zoe;
    private String zoeId = "";
    private String direct = "";
    private String group = "";

    ErasureTest(
            Api api,
            World world,
            TestClock clock,
            Erasures erasures,
            List<ErasureStep> steps,
            TraceSearch search,
            UnifiedJedis redis) {
        this.steps = steps;
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.erasures = erasures;
        this.search = search;
        this.redis = redis;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.people("ada", "ben", "cleo", "dan", "eve");
        world.friends("ada", "ben");
        world.video(901, "ada", "clip of ada");
        zoeId = me().data(JOIN).at("/createAccount/viewer/user/id").asString();
        zoe = Viewer.USER_ID.decode(zoeId);
        ties();
        conversations();
        videos();
        experiments();
        cache();
    }

    @Test
    void nothingIsLeftOfAnErasedUser() {
        List<String> before = places();
        assertThat(before).hasSizeGreaterThan(30);

        delete();
        erasures.deleteAll();
        assertThat(places()).as("kept during the grace period").containsAll(withoutCache(before));
        clock.pass(Duration.ofDays(31));
        erasures.deleteAll();

        assertThat(places()).as("of " + before).isEqualTo(TOMBSTONES);
        assertThat(world.values("MATCH (u:User {id: " + zoe + "}) RETURN u")).isEmpty();
        assertThat(search.find(new UserId(zoe), "zoe.erased"))
                .extracting(UserTrace::place)
                .filteredOn(place -> !place.startsWith("Neo4j Change."))
                .as("what others wrote is theirs")
                .containsExactly("Neo4j Message:Event.body");
    }

    @Test
    void othersKeepTheirConversationsWithoutGaps() {
        delete();
        clock.pass(Duration.ofDays(31));
        erasures.deleteAll();

        JsonNode read = api.as("ada").data("""
                { direct: node(id: "%s") { ...read } group: node(id: "%s") { ...read } }
                fragment read on Conversation { viewerCan { send }
                  participants(first: 9) { nodes { user { handle } role } }
                  messages(last: 20) { nodes { seq body unsentAt sender { handle } } } }
                """.formatted(direct, group));
        for (String kind : List.of("direct", "group")) {
            JsonNode messages = read.at("/" + kind + "/messages/nodes");
            assertThat(messages).hasSizeGreaterThan(2);
            int seq = 1;
            for (JsonNode message : messages) {
                assertThat(message.path("seq").asInt()).isEqualTo(seq++);
                boolean isGone = message.path("sender").isNull();
                assertThat(message.path("body").isNull()).as(message.toString()).isEqualTo(isGone);
                assertThat(message.path("unsentAt").isNull()).isEqualTo(!isGone);
            }
            assertThat(messages.toString()).contains("\"handle\":\"ada\"");
        }
        assertThat(read.at("/direct/viewerCan/send").asBoolean()).isFalse();
        assertThat(read.at("/group/participants/nodes").findValuesAsString("role"))
                .contains("OWNER");
        JsonNode sent = Mutations.says(api.as("ada"), direct, "are you there?");
        assertThat(sent.path("message").isNull()).as(sent.toString()).isTrue();
        assertThat(Mutations.says(api.as("ada"), group, "we go on")
                        .at("/message/body")
                        .asString())
                .isEqualTo("we go on");
        assertThat(api.as("ada").data("{ viewer { unread { messages } conversations(first: 9) { totalCount } } }"))
                .isNotNull();
    }

    @Test
    void handleAndIdentityAreFreeAfterwards() {
        delete();
        String taken = "mutation { updateProfile(input: {handle: \"zoe.erased\"}) { userErrors { code } } }";
        assertThat(api.as("ada").data(taken).toString()).contains("HANDLE_TAKEN");
        clock.pass(Duration.ofDays(31));
        erasures.deleteAll();

        JsonNode joined = me().data(JOIN).path("createAccount");
        assertThat(joined.path("userErrors").isEmpty()).as(joined.toString()).isTrue();
        assertThat(joined.at("/viewer/user/id").asString()).isNotEqualTo(zoeId);
        assertThat(me().data("{ viewer { friends(first: 9) { totalCount } } }")
                        .at("/viewer/friends/totalCount")
                        .asInt())
                .isZero();
    }

    @Test
    void anErasureThatStoppedAnywhereGoesOnWithTheSamePseudonymOnAnyReplica() throws Exception {
        delete();
        clock.pass(Duration.ofDays(31));
        long pseudonym = 4_711_000_001L;
        world.run("MATCH (u:User {id: $u}) SET u.erasedAs = $as", Map.of("u", zoe, "as", pseudonym));
        ErasedUser user = new ErasedUser(new UserId(zoe), "zoe.erased", new UserId(pseudonym));
        Random random = new Random(5);
        for (int batch = 0; batch < 12; batch++) {
            ErasureStep step = steps.get(random.nextInt(steps.size()));
            if (step.phase() != ErasureStep.Phase.USER) {
                step.eraseBatch(user);
            }
        }
        JsonNode refused = Mutations.does(me(), "reactivateAccount", Map.of(), "account { state canReactivate }");
        assertThat(Mutations.code(refused)).isEqualTo("DELETED");
        assertThat(refused.at("/account").toString()).isEqualTo("{\"state\":\"ERASING\",\"canReactivate\":false}");

        Thread other = Thread.ofVirtual().start(erasures::deleteAll);
        erasures.deleteAll();
        other.join();
        assertThat(places()).isEqualTo(TOMBSTONES);
        assertThat(world.values("MATCH (row:Exposure) RETURN [row.viewer, row.unit, row.key]"))
                .containsExactly(List.of(pseudonym, "" + pseudonym, "1:0:" + pseudonym + ":2026-03-04"));
        assertThat(world.values("MATCH (row:Outcome) WHERE row.viewer = 4711000001 OR row.candidate = 4711000001 "
                        + "RETURN row.kind ORDER BY row.kind"))
                .containsExactly("IMPRESSIONS", "REQUESTS_SENT");
    }

    @Test
    void administratorsSearchForTraces() {
        String query = "{ userTraces(userId: \"%s\") { place count } }".formatted(zoeId);
        assertThat(api.as("ada").ask(query).code()).isEqualTo("FORBIDDEN");
        assertThat(api.as("ada", "admin").data(query).findValuesAsString("place"))
                .contains("Neo4j User.id", "Neo4j Message:Event.senderId", "Redis mutuals:suggestion:{*}");
    }

    private void delete() {
        JsonNode deleted = Mutations.does(me(), "deleteAccount", Map.of("handle", "zoe.erased"), "account { state }");
        assertThat(deleted.at("/account/state").asString()).isEqualTo("DELETION_SCHEDULED");
    }

    private List<String> places() {
        return search.find(new UserId(zoe), null).stream()
                .map(UserTrace::place)
                .filter(place -> !place.startsWith("Neo4j Change."))
                .toList();
    }

    private static List<String> withoutCache(List<String> places) {
        return places.stream()
                .filter(place -> place.startsWith("Neo4j ") && !place.startsWith("Neo4j User"))
                .toList();
    }

    private Api.Caller me() {
        return api.with(token);
    }

    private void ties() {
        cypher("""
                CREATE (zoe)-[:FRIENDS_WITH {since: $now}]->(ada), (ada)-[:CLOSE_FRIEND {at: $now}]->(zoe),
                  (zoe)-[:CLOSE_FRIEND {at: $now}]->(ada), (ben)-[:REQUESTED {at: $now, message: 'hi'}]->(zoe),
                  (zoe)-[:REQUESTED {at: $now}]->(cleo), (zoe)-[:BLOCKED {at: $now}]->(dan),
                  (eve)-[:BLOCKED {at: $now}]->(zoe), (zoe)-[:WAS_FRIENDS_WITH]->(eve),
                  (zoe)-[:DISMISSED {at: $now}]->(eve), (cleo)-[:DISMISSED {at: $now}]->(zoe),
                  (zoe)-[:SAW {times: 1, at: $now, snapshot: 5}]->(ben), (ben)-[:SAW {times: 1, at: $now, snapshot: 6}]->(zoe),
                  (zoe)-[:KNOWS]->(ada), (ada)-[:KNOWS]->(zoe),
                  (zoe)-[:REACHABLE_AT]->(:ContactHash {value: 'hash of zoe'}),
                  (:PlatformKey {kind: 'USER', key: 'p-7', changedAt: $now, fingerprint: 'f'})-[:NAMES]->(zoe)
                """);
        does("createFriendLink", Map.of(), "__typename");
        does("updateProfile", Map.of("bio", "dives"), "user { id }");
    }

    private void conversations() {
        world.set("ada", "messagesFrom", "EVERYONE");
        direct = Mutations.opens(me(), world.id("ada"));
        Mutations.says(me(), direct, "hello from zoe");
        Mutations.says(api.as("ada"), direct, "hello zoe.erased");
        Mutations.says(me(), direct, "how are you?");
        group = does(
                        "createGroup",
                        Map.of("title", "Swimmers", "userIds", List.of(world.id("ada"))),
                        "conversation { id }")
                .at("/conversation/id")
                .asString();
        String own = Mutations.says(me(), group, "to all").at("/message/id").asString();
        Mutations.sends(api.as("ada"), group, "k1", Map.of("body", "for you", "mentions", List.of(zoeId)));
        String theirs = Mutations.sends(api.as("ada"), group, "k2", Map.of("body", "and more", "replyTo", own))
                .at("/message/id")
                .asString();
        Mutations.sends(me(), group, "k3", Map.of("body", "look", "videoId", World.id("vid", 901)));
        does("addReaction", Map.of("messageId", theirs, "emoji", "👍"), "message { id }");
        Mutations.does(api.as("ada"), "addReaction", Map.of("messageId", own, "emoji", "👍"), "message { id }");
        Mutations.does(me(), "markRead", group, Map.of("upToSeq", 3));
        Mutations.does(api.as("ada"), "reportMessage", Map.of("messageId", own, "reason", "SPAM"), "report { id }");
        does("reportMessage", Map.of("messageId", theirs, "reason", "SPAM", "comment", "rude"), "report { id }");
    }

    private void videos() {
        String video = does(
                        "publishVideo",
                        Map.of("clientVideoId", "v1", "caption", "clip of zoe", "audience", "PUBLIC"),
                        "video { id }")
                .at("/video/id")
                .asString();
        String gone = does(
                        "publishVideo",
                        Map.of("clientVideoId", "v2", "caption", "deleted", "audience", "PUBLIC"),
                        "video { id }")
                .at("/video/id")
                .asString();
        does("deleteVideo", Map.of("videoId", gone), "__typename");
        String ada = World.id("vid", 901);
        for (String mark : List.of("likeVideo", "saveVideo", "repostVideo")) {
            does(mark, Map.of("videoId", ada), "__typename");
        }
        Mutations.does(api.as("ada"), "likeVideo", Map.of("videoId", video), "__typename");
        does("unlikeVideo", Map.of("videoId", ada), "__typename");
        does("likeVideo", Map.of("videoId", ada), "__typename");
        String thread = comment(me(), ada, "c1", "first", null);
        comment(api.as("ada"), ada, "c2", "an answer", thread);
        String others = comment(api.as("ada"), ada, "c3", "another", null);
        comment(me(), ada, "c4", "my answer", others);
        comment(api.as("ada"), video, "c5", "on yours", null);
        does("likeComment", Map.of("commentId", others), "__typename");
        Mutations.does(api.as("ada"), "likeComment", Map.of("commentId", thread), "__typename");
        Mutations.does(
                api.as("ada"),
                "createComment",
                Map.of("videoId", ada, "body", "hey", "clientCommentId", "c6", "mentions", List.of(zoeId)),
                "__typename");
    }

    private static String comment(Api.Caller caller, String video, String key, String body, @Nullable String answers) {
        Map<String, @Nullable Object> input =
                new HashMap<>(Map.of("videoId", video, "body", body, "clientCommentId", key));
        input.put("replyToId", answers);
        return Mutations.does(caller, "createComment", input, "comment { id }")
                .at("/comment/id")
                .asString();
    }

    private void experiments() {
        cypher("""
                CREATE (:Exposure {key: '1:0:' + zoe.id + ':2026-03-04', experiment: 1, variant: 0, unit: toString(zoe.id),
                    viewer: zoe.id, day: '2026-03-04', at: $now, friends: 1, recent: 0}),
                  (:Outcome {key: '1:' + zoe.id + ':' + ada.id + ':IMPRESSIONS:77', experiment: 1, variant: 0,
                    viewer: zoe.id, candidate: ada.id, kind: 'IMPRESSIONS', at: $now, snapshot: 77, place: 0}),
                  (:Outcome {key: '1:' + ada.id + ':' + zoe.id + ':REQUESTS_SENT', experiment: 1, variant: 0,
                    viewer: ada.id, candidate: zoe.id, kind: 'REQUESTS_SENT', at: $now, snapshot: 77, place: 0}),
                  (:Exploration {key: '1:78', experiment: 1, variant: 0, viewer: zoe.id, snapshot: 78, at: $now,
                    base: 1, propensity: 0.5, candidates: [ada.id, zoe.id]})
                """);
    }

    private void cache() {
        me().data("{ viewer { peopleYouMayKnow(first: 5) { nodes { user { handle } } } } }");
        api.as("ben").data("{ viewer { peopleYouMayKnow(first: 5) { nodes { user { handle } } } } }");
        redis.zadd("mutuals:suggestions:recent", 1, zoe + ":friends");
        redis.set("mutuals:presence:{" + zoe + "}:at", "1");
    }

    private JsonNode does(String mutation, Map<String, ? extends @Nullable Object> input, String selection) {
        JsonNode payload = Mutations.does(me(), mutation, input, selection);
        assertThat(payload.path("userErrors").isEmpty()).as(mutation + payload).isTrue();
        return payload;
    }

    private void cypher(String statement) {
        String users = List.of("ada", "ben", "cleo", "dan", "eve").stream()
                .map(handle -> "(%1$s:User {handle: '%1$s'})".formatted(handle))
                .collect(Collectors.joining(", "));
        world.run(
                "MATCH (zoe:User {id: $zoe}), " + users + " " + statement,
                Map.of("zoe", zoe, "now", clock.instant().atZone(ZoneOffset.UTC)));
        world.run(World.CHANGED, Map.of());
    }
}
