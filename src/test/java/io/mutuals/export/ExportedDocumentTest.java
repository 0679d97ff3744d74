package io.mutuals.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mutuals.Api;
import io.mutuals.Mutations;
import io.mutuals.OwnLimitsTest;
import io.mutuals.SchemaWalk;
import io.mutuals.TestClock;
import io.mutuals.UserOfEverything;
import io.mutuals.World;
import io.mutuals.neo4j.Graph;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.execution.GraphQlSource;
import redis.clients.jedis.UnifiedJedis;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Exports a user who has used every feature, and compares the document with what the schema shows. */
@OwnLimitsTest
class ExportedDocumentTest {

    private static final String LATEST =
            "{ viewer { dataExport { id state requestedAt readyAt expiresAt bytes url } } }";

    /** What the schema shows the viewer that belongs to others, is computed for the moment, or is the export. */
    private static final Set<String> NOT_THEIRS = Set.of(
            "Viewer.id",
            "Viewer.dataExport",
            "Viewer.feed",
            "Viewer.peopleYouMayKnow",
            "Viewer.shareRecipients",
            "Viewer.suggestionReach",
            "Viewer.unread",
            "ContactSync.salt",
            "Conversation.eventCursor",
            "Conversation.typing",
            "Participant.id",
            "FriendRequest.id",
            "Block.id",
            "Ward.id",
            "Ward.settings",
            "Ward.limits",
            "Ward.pendingRequest",
            "Ward.friends",
            "Ward.blocked",
            "Guardian.id",
            "User.avatar",
            "User.bio",
            "User.createdAt",
            "User.friends",
            "User.likesInCommon",
            "User.mutualFriends",
            "User.pathFromViewer",
            "User.presence",
            "User.region",
            "User.relationship",
            "User.sharedConversations",
            "User.videos",
            "Video.comments",
            "Video.createdAt",
            "Video.pendingComments",
            "Video.pinnedComment",
            "Video.friendsWhoLiked",
            "Video.friendsWhoReposted",
            "Video.talks",
            "Video.shareFunnel",
            "Message.clientMessageId");

    /** Of their own profile more is theirs. */
    private static final Set<String> NOT_THEIRS_OF_OWN = Set.of(
            "User.friends",
            "User.likesInCommon",
            "User.mutualFriends",
            "User.pathFromViewer",
            "User.presence",
            "User.relationship",
            "User.sharedConversations",
            "Video.comments",
            "Video.pendingComments",
            "Video.pinnedComment",
            "Video.friendsWhoLiked",
            "Video.friendsWhoReposted",
            "Video.talks",
            "Video.shareFunnel");

    private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9_]*");

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final UnifiedJedis redis;
    private final GraphQlSource source;
    private final ExportJobs jobs;
    private final Graph graph;
    private final ExportProperties properties;
    private final RandomGenerator random;
    private UserOfEverything zoe;
    private String unsent = "";

    ExportedDocumentTest(
            Api api,
            World world,
            TestClock clock,
            UnifiedJedis redis,
            GraphQlSource source,
            ExportJobs jobs,
            Graph graph,
            ExportProperties properties,
            RandomGenerator random) {
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.redis = redis;
        this.source = source;
        this.jobs = jobs;
        this.graph = graph;
        this.properties = properties;
        this.random = random;
    }

    @BeforeEach
    void given() {
        zoe = UserOfEverything.in(world, api, clock, redis);
        unsent = Mutations.says(api.as("ada"), zoe.group(), "a slip")
                .at("/message/id")
                .asString();
        Mutations.does(api.as("ada"), "unsendMessage", Map.of("messageId", unsent), "message { id }");
        world.video(902, "ada", "withdrawn clip");
        Mutations.sends(api.as("ada"), zoe.group(), "k9", Map.of("body", "see", "videoId", World.id("vid", 902)));
        world.run("MATCH (v:Video {id: 902}) SET v.audience = 'ONLY_ME'", Map.of());
        world.run(
                "MATCH (:User {id: $zoe})-[part:PARTICIPATES_IN]->(:Conversation {kind: 'GROUP'}) "
                        + "SET part.historyFrom = 1",
                Map.of("zoe", zoe.number()));
        world.run(World.CHANGED, Map.of());
    }

    @Test
    void theDocumentHoldsWhatTheSchemaShowsAsTheirsAndNothingThatItHides() {
        String text = exported().toString();
        Set<String> inDocument = new TreeSet<>();
        collect(JsonMapper.shared().readTree(text), inDocument);

        SchemaWalk walk = walk(NOT_THEIRS);
        SchemaWalk own = walk(NOT_THEIRS_OF_OWN);
        JsonNode shown = zoe.me()
                .data("{ viewer " + walk.below("Viewer", 5) + " own: viewer { user " + own.below("User", 3) + " } }");
        Set<String> theirs = new TreeSet<>();
        collect(shown, theirs);
        theirs.removeIf(value -> CONSTANT.matcher(value).matches());
        assertThat(theirs).hasSizeGreaterThan(60).contains("hello from zoe", "clip of zoe", "dives", "hi");
        theirs.removeAll(inDocument);
        theirs.removeAll(unsent());
        theirs.removeIf(value -> source.schema().getType(value) != null);
        assertThat(theirs).as("shown, and not exported").isEmpty();

        assertThat(text)
                .contains("first", "my answer", "rude", "p-7", "hash of zoe", "for you", "auth0|")
                .as("a block, an unsent message, a report against them")
                .doesNotContain("\"eve\"", world.id("eve"), "a slip", "SPAM\",\"state\":\"OPEN\",\"kind\":\"USER");
        JsonNode document = JsonMapper.shared().readTree(text);
        assertThat(text).as("a video and a message that are hidden by now").contains("\"see\"", "and more");
        assertThat(text).doesNotContain(World.id("vid", 902), "withdrawn clip");
        assertThat(document.path("messages").toString()).doesNotContain("to all");
        assertThat(document.path("messagesElsewhere").findValuesAsString("body"))
                .containsExactly("to all");
        assertThat(document.path("messages").findValuesAsString("replyTo"))
                .doesNotContain(document.at("/messagesElsewhere/0/id").asString());
        assertThat(document.path("reports")).hasSize(1);
        assertThat(document.path("contactMatches")).hasSize(1);
        strangersSeeNothingPrivate(document);
    }

    /** Returns a walk that also leaves out the cursors of all lists. */
    private SchemaWalk walk(Set<String> exempt) {
        Set<String> all = new TreeSet<>(exempt);
        all.addAll(List.of("PageInfo.startCursor", "PageInfo.endCursor"));
        source.schema().getAllTypesAsList().stream()
                .filter(type -> type.getName().endsWith("Edge"))
                .forEach(type -> all.add(type.getName() + ".cursor"));
        return new SchemaWalk(source.schema(), all);
    }

    /** Returns what the schema shows of a message without content. */
    private Set<String> unsent() {
        Set<String> values = new TreeSet<>();
        collect(
                zoe.me().data("{ node(id: \"%s\") { id ... on Message { sentAt unsentAt } } }".formatted(unsent)),
                values);
        assertThat(values).hasSize(3);
        return values;
    }

    /** Eve, who has blocked zoe, and fay, who has never met her, read what they can. */
    private void strangersSeeNothingPrivate(JsonNode document) {
        world.people("fay");
        Set<String> ours = new TreeSet<>();
        for (String section : List.of(
                "messages",
                "messagesElsewhere",
                "friendLinks",
                "friendRequests",
                "reports",
                "commentSettings",
                "contactSync",
                "platform",
                "settingsRequests",
                "conversations")) {
            Set<String> values = new TreeSet<>();
            collect(document.path(section), values);
            ours.addAll(values);
        }
        ours.removeIf(
                value -> CONSTANT.matcher(value).matches() || value.startsWith("usr_") || value.startsWith("vid_"));
        ours.removeAll(List.of("ada", "ben", "cleo", "zoe.erased", "Zoe"));
        ours.removeIf(value -> value.length() < 2 || value.startsWith("20"));
        assertThat(ours).hasSizeGreaterThan(20);
        Set<String> ids = new TreeSet<>();
        collect(document, ids);
        ids.removeIf(value -> !value.matches("(msg|cnv|rcp|srq|lnk|cmt|vid|usr)_\\w+"));
        for (String stranger : List.of("eve", "fay")) {
            SchemaWalk walk = new SchemaWalk(source.schema(), Set.of());
            Set<String> seen = new TreeSet<>();
            collect(api.as(stranger).data("{ viewer " + walk.below("Viewer", 3) + "}"), seen);
            for (String id : ids) {
                collect(
                        api.as(stranger)
                                .ask("{ node(id: \"%s\") { __typename id ... on Message { body } } }".formatted(id))
                                .json()
                                .path("data"),
                        seen);
            }
            seen.retainAll(ours);
            assertThat(seen).as(stranger).isEmpty();
        }
    }

    @Test
    void usersWhoHaveLeftGetTheSameDocument() {
        ObjectNode present = exported();
        clock.pass(Duration.ofHours(25));
        Mutations.does(zoe.me(), "deleteAccount", Map.of("handle", "zoe.erased"), "account { state }");
        assertThat(zoe.me().ask("{ viewer { user { handle } } }").code()).isEqualTo("ACCOUNT_DEACTIVATED");

        ObjectNode absent = exported();
        ObjectNode account = (ObjectNode) absent.path("account");
        assertThat(account.remove(List.of("deactivatedAt", "deletionDueAt"))).isNotNull();
        assertThat(timeless(absent)).isEqualTo(timeless(present));
    }

    @Test
    void aJobThatIsKilledAnywhereGoesOnOnAnyReplicaWithoutWritingAChunkTwice() throws Exception {
        ObjectNode whole = exported();
        clock.pass(Duration.ofHours(25));
        request();
        int kills = 0;
        Random lengths = new Random(3);
        Mortal mortal = new Mortal();
        while (!state().equals("READY")) {
            ExportJob job = mortal.claim().orElseThrow();
            assertThat(mortal.claim()).as("claimed already").isEmpty();
            mortal.chunksToLive = 1 + lengths.nextInt(20);
            try {
                new ExportWriter(mortal, job, 1).write(jobs.sections());
            } catch (Mortal.Killed killed) {
                kills++;
                assertThat(state()).isEqualTo("RUNNING");
                jobs.runAll();
                assertThat(state()).as("another replica waits").isEqualTo("RUNNING");
            }
            clock.pass(ExportJobRepository.CLAIM.plusSeconds(1));
        }
        assertThat(kills).isGreaterThan(3);
        assertThat(timeless(downloaded())).isEqualTo(timeless(whole));
        assertThat(world.values("MATCH (e:DataExport {state: 'READY'}) WHERE e.expiresAt > e.readyAt "
                        + "MATCH (c:ExportChunk {export: e.id}) WITH e, c ORDER BY c.number "
                        + "WITH e, collect(c.number) AS numbers RETURN numbers = range(0, e.chunks - 1)"))
                .containsExactly(true);
    }

    @Test
    void aReplicaThatComesBackLateStoresNothing() {
        request();
        Mortal late = new Mortal();
        ExportJob job = late.claim().orElseThrow();
        clock.pass(ExportJobRepository.CLAIM.plusSeconds(1));
        Thread other = Thread.ofVirtual().start(jobs::runAll);
        jobs.runAll();
        join(other);
        String document = downloaded().toString();
        late.chunksToLive = 100;
        assertThat(catchThrowable(() -> new ExportWriter(late, job, 1).write(jobs.sections())))
                .isInstanceOf(ExportWriter.Overtaken.class);
        assertThat(downloaded().toString()).isEqualTo(document);
    }

    @Test
    void anExportThatFailsAgainAndAgainMayBeRequestedAnew() {
        request();
        Mortal mortal = new Mortal();
        for (int times = 0; times < 5; times++) {
            assertThat(state()).isIn("QUEUED", "RUNNING");
            mortal.fail(mortal.claim().orElseThrow());
            clock.pass(Duration.ofMinutes(2));
        }
        assertThat(state()).isEqualTo("FAILED");
        assertThat(latest().path("url").isNull()).isTrue();
        jobs.runAll();
        assertThat(state()).isEqualTo("FAILED");
        assertThat(exported().path("account").path("handle").asString()).isEqualTo("zoe.erased");
    }

    private void request() {
        JsonNode payload = zoe.me()
                .data("mutation { exportMyData(input: {}) { dataExport { state } userErrors { code } } }")
                .path("exportMyData");
        assertThat(payload.toString()).isEqualTo("{\"dataExport\":{\"state\":\"QUEUED\"},\"userErrors\":[]}");
    }

    private ObjectNode exported() {
        request();
        jobs.runAll();
        return downloaded();
    }

    private ObjectNode downloaded() {
        Api.Answer file = api.with(null).get(latest().path("url").asString());
        assertThat(file.status()).as(file.body()).isEqualTo(200);
        return (ObjectNode) file.json();
    }

    private JsonNode latest() {
        return zoe.me().data(LATEST).at("/viewer/dataExport");
    }

    private String state() {
        return latest().path("state").asString();
    }

    /** Two documents differ in this. The order of reactions and the like is stable. */
    private static ObjectNode timeless(ObjectNode document) {
        document.remove("requestedAt");
        return document;
    }

    private static void collect(JsonNode node, Set<String> into) {
        if (node.isString()) {
            into.add(node.asString());
        }
        node.forEach(child -> collect(child, into));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** The store of a replica that is killed after some chunks. */
    private final class Mortal extends ExportJobRepository {

        private int chunksToLive;

        Mortal() {
            super(graph, properties, (InstantSource) clock, random);
        }

        @Override
        boolean append(ExportJob job, int number, byte[] content, int size, @Nullable ExportProgress progress) {
            if (chunksToLive-- == 0) {
                throw new Killed();
            }
            return super.append(job, number, content, size, progress);
        }

        private static final class Killed extends RuntimeException {}
    }
}
