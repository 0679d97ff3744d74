package io.mutuals.changelog;

import static io.mutuals.FriendMutations.does;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.importer.Imports;
import io.mutuals.importer.Imports.OnBadRow;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.UsersInMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Driver;

/** What the log promises to those who read it, and that every writer keeps it. */
@MutualsTest
class ChangeLogTest {

    private static final Statement LARGE_WRITE = new Statement("test.largeWrite", """
            CREATE (owner:TestOwner {id: $id})
            WITH owner
            UNWIND range(1, $facts) AS number
            CREATE (owner)-[:TEST_FACT]->(:TestFact {number: number})
            """);

    private static final Statement COUNT = new Statement("test.count", """
            MATCH (owner:TestOwner {id: $id})
            RETURN COUNT { MATCH (owner)-[:TEST_FACT]->(fact:TestFact) WHERE fact.number > 0 } AS facts
            """);

    private final ChangeLog log;
    private final Graph graph;
    private final Driver driver;
    private final Imports imports;
    private final TestClock clock;
    private final Api api;
    private final World world;

    @TempDir
    Path folder;

    ChangeLogTest(ChangeLog log, Graph graph, Driver driver, Imports imports, TestClock clock, Api api, World world) {
        this.log = log;
        this.graph = graph;
        this.driver = driver;
        this.imports = imports;
        this.clock = clock;
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.people("ada", "ben", "cleo");
    }

    @Test
    void everyMutationOfAFactInMemoryIsInTheLog() {
        long ada = world.number("ada");
        long ben = world.number("ben");
        List<Fact> friends = join(facts("friends", ada, ben), facts("formerFriends", ada, ben));
        List<Fact> hidden = List.of(UsersInMemory.hidden(ada), UsersInMemory.hidden(ben));
        List<Fact> requests = facts("requests", ada, ben);
        List<Fact> formed = join(friends, requests);
        List<Fact> ended = join(friends, facts("closeFriends", ada, ben));

        assertThat(changedBy(() -> does(api.as("ada"), "sendFriendRequest", world.id("ben"))))
                .containsExactlyInAnyOrderElementsOf(requests);
        assertThat(changedBy(() -> does(api.as("ben"), "declineFriendRequest", world.id("ada"))))
                .containsExactlyInAnyOrderElementsOf(requests);
        does(api.as("ada"), "sendFriendRequest", world.id("ben"));
        assertThat(changedBy(() -> does(api.as("ada"), "cancelFriendRequest", world.id("ben"))))
                .containsExactlyInAnyOrderElementsOf(requests);
        does(api.as("ada"), "sendFriendRequest", world.id("ben"));
        assertThat(changedBy(() -> does(api.as("ben"), "acceptFriendRequest", world.id("ada"))))
                .containsExactlyInAnyOrderElementsOf(formed);
        assertThat(changedBy(() -> does(api.as("ada"), "unfriend", world.id("ben"))))
                .containsExactlyInAnyOrderElementsOf(ended);
        does(api.as("ada"), "sendFriendRequest", world.id("ben"));
        assertThat(changedBy(() -> does(api.as("ben"), "sendFriendRequest", world.id("ada"))))
                .containsExactlyInAnyOrderElementsOf(formed);
        assertThat(changedBy(() -> does(api.as("ada"), "blockUser", world.id("ben"))))
                .containsExactlyInAnyOrderElementsOf(join(join(ended, requests), hidden));
        assertThat(changedBy(() -> does(api.as("ada"), "unblockUser", world.id("ben"))))
                .containsExactlyInAnyOrderElementsOf(hidden);
        assertThat(changedBy(() -> does(api.as("ada"), "cancelFriendRequest", world.id("ben"))))
                .as("by a mutation that changes nothing")
                .isEmpty();
        String token = api.as("ada")
                .data("mutation { createFriendLink(input: {}) { friendLink { token } } }")
                .at("/createFriendLink/friendLink/token")
                .asString();
        assertThat(changedBy(() -> api.as("ben")
                        .data("mutation { redeemFriendLink(input: {token: \"%s\"}) { userErrors { code } } }"
                                .formatted(token))))
                .containsExactlyInAnyOrderElementsOf(formed);
        assertThat(changedBy(() -> api.as("ada")
                        .data("mutation { updatePrivacySettings(input: "
                                + "{friendListVisibleTo: ONLY_ME}) { userErrors { code } } }")))
                .containsExactly(UsersInMemory.user(ada));
        assertThat(changedBy(() -> api.as("ada")
                        .data("mutation { updateProfile(input: {displayName: \"A.\"}) { userErrors { code } } }")))
                .containsExactly(UsersInMemory.user(ada));
    }

    @Test
    void everyMutationThatDecidesAboutSuggestionsIsInTheLog() {
        Fact dismissals = new Fact("dismissals", world.number("ada"));
        Fact contacts = new Fact("contacts", world.number("ada"));
        String user = "(input: {userId: \"%s\"})".formatted(world.id("ben"));
        String again = "(input: {userId: \"%s\", until: \"%s\"})"
                .formatted(world.id("ben"), clock.instant().plus(Duration.ofDays(3)));
        assertThat(changedByAda("dismissSuggestion" + user)).containsExactly(dismissals);
        assertThat(changedByAda("dismissSuggestion" + again)).containsExactly(dismissals);
        assertThat(changedByAda("undoDismissSuggestion" + user)).containsExactly(dismissals);
        assertThat(changedByAda("undoDismissSuggestion" + user))
                .as("by a mutation that changes nothing")
                .isEmpty();

        world.knows("ben", "ada").knows("cleo", "ada").knows("ada", "ben");
        assertThat(changedByAda("syncContacts(input: {hashes: []})")).containsExactly(contacts);
        assertThat(changedByAda("deleteContacts(input: {})"))
                .as("those who had ada in their address books too")
                .containsExactlyInAnyOrder(
                        contacts,
                        new Fact("contacts", world.number("ben")),
                        new Fact("contacts", world.number("cleo")));
    }

    @Test
    void everyLikeThatChangesSomethingNamesTheUserAndTheVideo() {
        world.video(7, "cleo", "clip");
        String video = "(input: {videoId: \"%s\"})".formatted(World.id("vid", 7));
        Fact likes = new Fact("likes", world.number("ada"));
        Fact ofVideo = new Fact("video", 7);
        Fact activity = new Fact("activity", world.number("ada"));
        assertThat(changedByAda("unlikeVideo" + video)).isEmpty();
        assertThat(changedByAda("likeVideo" + video)).containsExactlyInAnyOrder(likes, ofVideo, activity);
        assertThat(changedByAda("likeVideo" + video)).isEmpty();
        assertThat(changedByAda("unlikeVideo" + video)).containsExactlyInAnyOrder(likes, ofVideo, activity);
    }

    @Test
    void everyRepostNamesTheUserAndTheVideo() {
        world.video(7, "cleo", "clip");
        String video = "(input: {videoId: \"%s\"})".formatted(World.id("vid", 7));
        Fact reposts = new Fact("reposts", 7);
        Fact activity = new Fact("activity", world.number("ada"));
        assertThat(changedByAda("undoRepost" + video)).isEmpty();
        assertThat(changedByAda("repostVideo" + video)).containsExactlyInAnyOrder(reposts, activity);
        assertThat(changedByAda("repostVideo" + video.replace("})", ", comment: \"Look\"})")))
                .contains(reposts);
        assertThat(changedByAda("undoRepost" + video)).containsExactlyInAnyOrder(reposts, activity);
    }

    @Test
    void everyChangeOfACommentNamesTheVideo() {
        world.video(7, "ada", "clip").comment(8, "ben", 7, "Ha");
        Fact comments = new Fact("comments", 7);
        Fact adas = new Fact("activity", world.number("ada"));
        String comment = "(input: {commentId: \"%s\"})".formatted(World.id("cmt", 8));
        String making = "createComment(input: {videoId: \"%s\", body: \"Ho\", clientCommentId: \"1\"})"
                .formatted(World.id("vid", 7));
        String policy = "setCommentPolicy(input: {videoId: \"%s\", policy: APPROVAL})".formatted(World.id("vid", 7));
        assertThat(changedByAda(making)).containsExactlyInAnyOrder(comments, adas);
        assertThat(changedByAda(making)).as("by a retry").isEmpty();
        for (String change : List.of("likeComment", "unlikeComment")) {
            assertThat(changedByAda(change + comment))
                    .containsExactlyInAnyOrder(comments, new Fact("commentLikes", world.number("ada")));
        }
        for (String change : List.of("pinComment" + comment, "unpinComment" + comment, policy)) {
            assertThat(changedByAda(change)).containsExactly(comments);
        }
        assertThat(changedByAda("deleteComment" + comment))
                .containsExactlyInAnyOrder(comments, new Fact("activity", world.number("ben")));
    }

    private Set<Fact> changedByAda(String mutation) {
        return changedBy(() -> api.as("ada").data("mutation { %s { userErrors { code } } }".formatted(mutation)));
    }

    @Test
    void theImportLeavesAGap() throws IOException {
        Files.writeString(
                folder.resolve("users.csv"), "id,handle,displayName,createdAt\n77,dan,Dan,2026-01-01T00:00:00Z\n");
        Map<Long, Long> before = log.position();
        imports.run(folder, OnBadRow.FAIL, (file, rows) -> {});
        assertThat(log.between(before, log.position()).complete()).isFalse();
    }

    @Test
    void whatAPersonAtAConsoleRunsLeavesAGap() {
        Map<Long, Long> before = log.position();
        world.run("MATCH (u:User {handle: 'ada'}) SET u.displayName = 'Ada'", Map.of());
        assertThat(log.between(before, log.position()).complete()).isFalse();

        Map<Long, Long> later = log.position();
        world.clear();
        assertThat(log.between(later, log.position()).complete())
                .as("after all shards were deleted")
                .isFalse();
    }

    @Test
    void numbersHaveNoGapWhateverFailsOrRunsAtOnce() throws Exception {
        append(1);
        Map<Long, Long> before = log.position();
        List<Callable<Void>> writers = new ArrayList<>();
        for (long writer = 0; writer < 8; writer++) {
            long from = writer * 20;
            writers.add(() -> {
                for (long id = from; id < from + 20; id++) {
                    append(id);
                    long rolledBack = 1000 + id;
                    graph.rehearse("test.rollBack", transaction -> log.append(transaction, List.of(fact(rolledBack))));
                }
                return null;
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var writer : threads.invokeAll(writers)) {
                writer.get();
            }
        }
        assertThat(world.values("""
                        MATCH (change:Change) WITH change.shard AS shard, collect(change.number) AS numbers,
                          count(*) AS count
                        WHERE reduce(high = 0, n IN numbers | CASE WHEN n > high THEN n ELSE high END) -
                          reduce(low = numbers[0], n IN numbers | CASE WHEN n < low THEN n ELSE low END) + 1 <> count
                        RETURN shard""")).isEmpty();
        assertThat(world.values("MATCH (change:Change) UNWIND change.about AS about RETURN about"))
                .hasSize(161)
                .doesNotContain("test 1000");
        assertThat(world.values("MATCH (c:Change) RETURN count(DISTINCT c.shard)")
                        .getFirst())
                .isEqualTo((long) ChangeLog.SHARDS);
        Map<Long, Long> known = log.position();
        LongStream.range(0, 50).forEach(this::append);
        Changes changes = log.between(known, log.position());
        assertThat(changes.complete()).isTrue();
        assertThat(changes.facts()).hasSize(50);
        assertThat(log.position()).isEqualTo(changes.position()).isNotEqualTo(before);
    }

    @Test
    void changesAreReadOnlyOnceTheirShardIsUnlocked() throws Exception {
        append(5);
        Map<Long, Long> before = log.position();
        append(5);
        Map<Long, Long> now = log.position();
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<Boolean> endedBefore;
        try (var session = driver.session();
                var open = session.beginTransaction()) {
            open.run("MATCH (shard:Shard) SET shard.locked = true").consume();
            endedBefore = CompletableFuture.supplyAsync(() -> {
                log.between(before, now);
                return ended.get();
            });
            assertThat(log.position()).as("a fence waits for nothing").isEqualTo(now);
            Thread.sleep(300);
            ended.set(true);
            open.commit();
        }
        assertThat(endedBefore.get(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Neo4j shows a commit bit by bit. What is read after the changes must nevertheless show it in full. */
    @Test
    @Timeout(60)
    void whoHasReadAChangeSeesEverythingThatItsTransactionWrote() throws Exception {
        int rounds = 25;
        int facts = 2000;
        createShards();
        Map<Long, Long> position = log.position();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writer = threads.submit(() -> {
                for (long round = 1; round <= rounds; round++) {
                    long id = round * ChangeLog.SHARDS;
                    graph.write("test.write", transaction -> {
                        transaction.run(LARGE_WRITE, Map.of("id", id, "facts", facts));
                        log.append(transaction, List.of(fact(id)));
                        return true;
                    });
                }
                return true;
            });
            int seen = 0;
            while (seen < rounds) {
                if (writer.isDone()) {
                    assertThat(writer.get()).isTrue();
                }
                Map<Long, Long> now = log.position();
                if (now.equals(position)) {
                    continue;
                }
                Changes changes = log.between(position, now);
                for (Fact fact : changes.facts()) {
                    assertThat(graph.read(COUNT, Map.of("id", fact.id()))
                                    .getFirst()
                                    .get("facts")
                                    .asInt())
                            .as("%s", fact)
                            .isEqualTo(facts);
                    seen++;
                }
                position = changes.position();
            }
            assertThat(writer.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void oldChangesAreDeletedAndAReplicaBehindThemSeesAGap() {
        append(1);
        Map<Long, Long> before = log.position();
        append(1);
        append(1);
        Map<Long, Long> now = log.position();
        assertThat(log.forget(Duration.ofMinutes(10), 100)).isZero();
        assertThat(log.between(before, now).complete()).isTrue();

        clock.pass(Duration.ofMinutes(11));
        append(1);
        assertThat(log.forget(Duration.ofMinutes(10), 100)).isPositive();

        assertThat(log.between(before, log.position()).complete()).isFalse();
        assertThat(log.between(now, log.position())).isEqualTo(new Changes(log.position(), Set.of(fact(1)), true));
    }

    @Test
    void readingFromAPositionSeeksInTheIndex() {
        append(1);
        String plan = plan("""
                EXPLAIN MATCH (shard:Shard {id: 1}) WITH shard, {last: 1} AS known
                MATCH (change:Change {shard: shard.id}) WHERE change.number > known.last RETURN change.about""");
        assertThat(plan).contains("IndexSeek").doesNotContain("NodeByLabelScan");
    }

    private String plan(String cypher) {
        try (var session = driver.session()) {
            return session.run(cypher).consume().plan().toString();
        }
    }

    private void append(long id) {
        graph.write("test.append", transaction -> {
            transaction.run(new Statement("test.write", "MERGE (n:TestNode {id: $id})"), Map.of("id", id));
            log.append(transaction, List.of(fact(id)));
            return true;
        });
    }

    /** Shards exist from their first change on, which looks like a gap. */
    private void createShards() {
        LongStream.range(0, 100).forEach(this::append);
        assertThat(log.position()).hasSize(ChangeLog.SHARDS);
    }

    private static Fact fact(long id) {
        return new Fact("test", id);
    }

    private static List<Fact> facts(String kind, long one, long other) {
        return List.of(new Fact(kind, one), new Fact(kind, other));
    }

    private static List<Fact> join(List<Fact> some, List<Fact> others) {
        List<Fact> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private Set<Fact> changedBy(Runnable mutation) {
        createShards();
        Map<Long, Long> before = log.position();
        mutation.run();
        Changes changes = log.between(before, log.position());
        assertThat(changes.complete()).isTrue();
        return changes.facts();
    }
}
