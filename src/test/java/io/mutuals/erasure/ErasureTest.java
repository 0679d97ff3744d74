package io.mutuals.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.Mutations;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.UserOfEverything;
import io.mutuals.World;
import io.mutuals.api.UserId;
import io.mutuals.changelog.ChangeLog;
import io.mutuals.changelog.Fact;
import io.mutuals.export.ExportJobs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;
import tools.jackson.databind.JsonNode;

/** Erases a user who has used every feature, and searches both databases for what is left. */
@MutualsTest
class ErasureTest {

    /**
     * What stays of an account that was deleted: the key by which the platform names it, so that no row brings it back.
     */
    private static final List<String> TOMBSTONES = List.of();

    private static final String EXPORTED = "MATCH (n) WHERE n:DataExport OR n:ExportChunk RETURN n";

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final Erasures erasures;
    private final List<ErasureStep> steps;
    private final TraceSearch search;
    private final UnifiedJedis redis;
    private final ExportJobs jobs;
    private final ChangeLog log;
    private UserOfEverything everything;
    private long zoe;
    private String zoeId = "";

    ErasureTest(
            Api api,
            World world,
            TestClock clock,
            Erasures erasures,
            List<ErasureStep> steps,
            TraceSearch search,
            UnifiedJedis redis,
            ExportJobs jobs,
            ChangeLog log) {
        this.steps = steps;
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.erasures = erasures;
        this.search = search;
        this.redis = redis;
        this.jobs = jobs;
        this.log = log;
    }

    @BeforeEach
    void given() {
        everything = UserOfEverything.in(world, api, clock, redis);
        zoe = everything.number();
        zoeId = everything.id();
        exports();
    }

    /** One that is ready, and one that is being written. */
    private void exports() {
        String export = "mutation { exportMyData(input: {}) { userErrors { code } } }";
        assertThat(me().data(export).toString()).contains("[]");
        jobs.runAll();
        clock.pass(Duration.ofHours(25));
        assertThat(me().data(export).toString()).contains("[]");
    }

    @Test
    void nothingIsLeftOfAnErasedUser() {
        List<String> before = places();
        assertThat(before).hasSizeGreaterThan(30);
        assertThat(world.values(EXPORTED)).hasSizeGreaterThan(20);

        delete();
        erasures.deleteAll();
        assertThat(places()).as("kept during the grace period").containsAll(withoutCache(before));
        clock.pass(Duration.ofDays(31));
        erasures.deleteAll();

        assertThat(places()).as("of " + before).isEqualTo(TOMBSTONES);
        assertThat(world.values("MATCH (u:User {id: " + zoe + "}) RETURN u")).isEmpty();
        assertThat(world.values(EXPORTED)).isEmpty();
        assertThat(search.find(new UserId(zoe), "zoe.erased"))
                .extracting(UserTrace::place)
                .filteredOn(place -> !place.startsWith("Neo4j Change."))
                .as("what others wrote is theirs")
                .containsExactly("Neo4j Message:Event.body");
    }

    @Test
    void theLogNamesOthersWhoLoseAnAnswer() {
        world.people("olaf")
                .video(911, "ada", "clip")
                .comment(912, "ada", 911, "Hm")
                .answer(913, "olaf", 912, "Yes");
        world.run("MATCH (c:Comment {id: 912}) SET c.authorId = $zoe", Map.of("zoe", zoe));
        delete();
        clock.pass(Duration.ofDays(31));
        Map<Long, Long> before = log.position();
        erasures.deleteAll();
        assertThat(log.between(before, log.position()).facts())
                .contains(new Fact("activity", world.number("olaf")), new Fact("comments", 911));
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
                """.formatted(everything.direct(), everything.group()));
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
        JsonNode sent = Mutations.says(api.as("ada"), everything.direct(), "are you there?");
        assertThat(sent.path("message").isNull()).as(sent.toString()).isTrue();
        assertThat(Mutations.says(api.as("ada"), everything.group(), "we go on")
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

        JsonNode joined = me().data(UserOfEverything.JOIN).path("createAccount");
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
        return everything.me();
    }
}
