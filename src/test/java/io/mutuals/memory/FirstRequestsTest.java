package io.mutuals.memory;

import static io.mutuals.MemoryReplica.name;
import static io.mutuals.Mutations.does;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.Api;
import io.mutuals.MemoryReplica;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What screens cost on a replica whose memory lacks what they show: what statements alone cost, and a fence. */
@MutualsTest
class FirstRequestsTest {

    private static final int PEOPLE = 24;
    private static final int VIDEOS = 30;

    private static final Map<String, Screen> SCREENS = new LinkedHashMap<>();

    static {
        SCREENS.put("feed", new Screen(3, 0, """
                { viewer { feed(first: 20) { nodes { reason { text } video { id caption likeCount
                  friendsWhoLiked(first: 3) { totalCount nodes { handle } }
                  comments(first: 3) { nodes { body author { handle } } } } } } } }
                """));
        SCREENS.put("home", new Screen(5, 0, """
                { viewer { user { handle displayName } friends(first: 20) { nodes { handle displayName } }
                  peopleYouMayKnow(first: 20) { nodes { user { handle } reason { ... on MutualFriendsReason { text
                    count sample { handle } } } } }
                  conversations(first: 20) { nodes { title unreadCount lastMessage { body sender { handle } }
                    participants(first: 4) { nodes { user { handle } } } } } } }
                """));
        SCREENS.put("inbox", new Screen(2, 0, """
                { viewer { conversations(first: 20) { nodes { title unreadCount lastMessage { body sender { handle } }
                  participants(first: 4) { nodes { user { handle } } } } } } }
                """));
        // Statements of the same loader may meet in one or not: 7 or 8.
        SCREENS.put("profile", new Screen(8, 1, """
                { user(by: {handle: "p3"}) { displayName relationship { isFriend mutualFriendCount }
                  viewerCan { message } mutualFriends(first: 5) { nodes { handle } }
                  friends(first: 20) { nodes { handle relationship { isFriend mutualFriendCount } } } } }
                """));
        SCREENS.put("suggestions", new Screen(1, 0, """
                { viewer { peopleYouMayKnow(first: 20) { nodes { user { handle displayName } sources
                  reason { __typename ... on MutualFriendsReason { text count sample { handle } } } } } } }
                """));
    }

    @RegisterExtension
    static final MemoryReplica replica = new MemoryReplica("mutuals.memory.max-missing=10");

    private final Api statements;
    private final Api memory;
    private final World world;

    FirstRequestsTest(Api api, World world) {
        this.statements = api;
        this.memory = replica.beside(api);
        this.world = world;
    }

    @BeforeEach
    void given() {
        MemoryReplica.given(world, PEOPLE);
        for (int person = 0; person < PEOPLE; person++) {
            world.friends(name(person), name((person + 1) % PEOPLE), name((person + 3) % PEOPLE));
        }
        IntStream.rangeClosed(1, VIDEOS).forEach(video -> world.video(video, name(video % PEOPLE), "clip " + video));
        world.run("""
                MATCH (video:Video)
                UNWIND range(1, 12) AS step
                MATCH (user:User {handle: 'p' + (video.id + step) % $people})
                CREATE (user)-[:LIKED {at: $at + duration({minutes: video.id, seconds: step}), by: user.id}]->(video)
                WITH video, step, user
                WHERE step <= 4
                CREATE (:Comment {id: 10 * video.id + step, videoId: video.id, topOf: video.id, authorId: user.id,
                  clientCommentId: toString(step), body: 'comment ' + step, state: 'PUBLISHED', rankedLikes: 0,
                  createdAt: $at + duration({minutes: video.id, seconds: step}), place: toString(video.id * 10 + step)
                  })-[:COMMENTS_ON]->(video)
                """, Map.of("people", PEOPLE, "at", World.NOON.atZone(ZoneOffset.UTC)));
        for (int group = 0; group < 6; group++) {
            world.group(100 + group, "Group", name(group), name((group + 1) % PEOPLE), name((group + 2) % PEOPLE));
            world.says(100 + group, name(group), "one", "two");
        }
    }

    @Test
    void aFirstRequestCostsTheStatementsOfAServerWithoutMemoryAndAFenceAndTheNextOneTheFence() {
        SCREENS.forEach((name, screen) -> {
            emptyMemory();
            for (String viewer : List.of(name(0), name(1))) {
                statements.as(viewer).data(screen.query());
                Api.Answer expected = ask(statements, viewer, screen);
                Api.Answer cold = ask(memory, viewer, screen);
                settled();
                Api.Answer warm = ask(memory, viewer, screen);
                for (Api.Answer answer : List.of(cold, warm)) {
                    assertThat(answer.json().path("data"))
                            .as("%s, as %s", name, viewer)
                            .isEqualTo(expected.json().path("data"));
                    assertThat(answer.proof("fences")).as(name).isEqualTo(1);
                }
                assertThat(expected.proof("neo4jQueries"))
                        .as("%s, as %s, without memory", name, viewer)
                        .isLessThanOrEqualTo(screen.withoutMemory());
                assertThat(cold.proof("neo4jQueries"))
                        .as("%s, as %s, for the first time: %s", name, viewer, proof(cold))
                        .isLessThanOrEqualTo(1 + screen.withoutMemory());
                assertThat(warm.proof("neo4jQueries"))
                        .as("%s, as %s, for the second time: %s", name, viewer, proof(warm))
                        .isEqualTo(1 + screen.warm());
            }
        });
    }

    @Test
    void anEntryThatHasChangedIsReadByTheRequestThatNeedsIt() {
        Screen feed = Objects.requireNonNull(SCREENS.get("feed"));
        world.friends(name(0), name(10), name(11), name(12), name(13), name(14), name(15));
        // The first change of a shard of the log creates it, which empties memory.
        likes(name(1), 29);
        emptyMemory();
        ask(memory, name(0), feed);
        settled();
        likes(name(1), 30);
        double filled = fillings("filled");
        Api.Answer read = ask(memory, name(0), feed);
        settled();
        assertThat(read.json().path("data"))
                .isEqualTo(ask(statements, name(0), feed).json().path("data"));
        assertThat(read.proof("fences"))
                .as("another one vouches for what was read: %s", proof(read))
                .isEqualTo(2);
        assertThat(fillings("filled") - filled)
                .as("the likers and comments of the video, at most")
                .isLessThanOrEqualTo(2);
    }

    @Test
    void aLikeIsInAnAnswerThatIsAskedForWhileMemoryIsFilled() {
        String feed = Objects.requireNonNull(SCREENS.get("feed")).query();
        for (long video = 1; video <= 6; video++) {
            emptyMemory();
            memory.as(name(0)).data(feed);
            String handle = name(Math.toIntExact((video + 20) % PEOPLE));
            JsonNode liked = likes(handle, video);
            for (int time = 0; time < 3; time++) {
                assertThat(memory.as(handle)
                                .data("{ video(id: \"%s\") { likeCount viewerHasLiked } }"
                                        .formatted(World.id("vid", video)))
                                .path("video"))
                        .as("video %d, time %d", video, time)
                        .isEqualTo(liked.path("video"));
            }
            settled();
            assertThat(memory.as(name(0)).data(feed))
                    .isEqualTo(statements.as(name(0)).data(feed));
        }
    }

    private JsonNode likes(String handle, long video) {
        return does(
                statements.as(handle),
                "likeVideo",
                Map.of("videoId", World.id("vid", video)),
                "video { likeCount viewerHasLiked }");
    }

    /** Leaves a gap in the change log, as a console must, and lets the replica follow it. */
    private void emptyMemory() {
        world.run("""
                MERGE (shard:Shard {id: 0}) SET shard.locked = true WITH count(*) AS locked
                MATCH (shard:Shard {id: 0}) SET shard.last = coalesce(shard.last, timestamp() * 1000) + 1
                """, Map.of());
        memory.as(name(PEOPLE - 1)).data("{ viewer { user { id } } }");
        settled();
    }

    private static Api.Answer ask(Api server, String viewer, Screen screen) {
        Api.Answer answer = server.as(viewer).header("Mutuals-Proof", "1").ask(screen.query());
        assertThat(answer.json().has("errors")).as(answer.body()).isFalse();
        return answer;
    }

    private static JsonNode proof(Api.Answer answer) {
        return answer.json().at("/extensions/proof");
    }

    private static double fillings(String result) {
        return metrics()
                .get("mutuals.memory.fillings")
                .tag("result", result)
                .counter()
                .count();
    }

    private static void settled() {
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        metrics().get("mutuals.memory.fillings.open").gauge().value() == 0);
    }

    private static MeterRegistry metrics() {
        return replica.bean(MeterRegistry.class);
    }

    /**
     * A query, and the statements that it takes.
     *
     * @param withoutMemory at most, on a server that asks Neo4j for everything
     * @param warm beside the fence, if memory has what it shows
     */
    private record Screen(int withoutMemory, int warm, String query) {}
}
