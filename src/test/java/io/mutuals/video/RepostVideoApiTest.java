package io.mutuals.video;

import static io.mutuals.Mutations.code;
import static io.mutuals.Mutations.does;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.ConcurrentCalls;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Reposts videos, and undoes reposts, through the API. */
@MutualsTest
class RepostVideoApiTest {

    private static final long VIDEO = 200;
    private static final int CLIENTS = 40;

    private final Api api;
    private final World world;
    private final TestClock clock;

    RepostVideoApiTest(Api api, World world, TestClock clock) {
        this.api = api;
        this.world = world;
        this.clock = clock;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben").people("cleo", "dan").video(VIDEO, "cleo", "clip");
    }

    @Test
    void aRepostIsCountedForAllAndReadByFriendsAlone() {
        JsonNode reposted = repost("ada", " Look at the cat. ");
        assertThat(code(reposted)).isEmpty();
        assertThat(reposted.at("/video/viewerRepost/comment").asString()).isEqualTo("Look at the cat.");
        assertThat(as("ben"))
                .isEqualTo("{\"repostCount\":1,\"viewerHasReposted\":false,\"viewerRepost\":null,"
                        + "\"friendsWhoReposted\":{\"totalCount\":1,\"edges\":[{\"node\":{\"handle\":\"ada\"},"
                        + "\"repost\":{\"comment\":\"Look at the cat.\"}}]}}");
        assertThat(as("dan"))
                .isEqualTo("{\"repostCount\":1,\"viewerHasReposted\":false,\"viewerRepost\":null,"
                        + "\"friendsWhoReposted\":{\"totalCount\":0,\"edges\":[]}}");

        JsonNode undone = does(api.as("ada"), "undoRepost", input(), "video { viewerHasReposted repostCount }");
        assertThat(undone.path("video").toString()).isEqualTo("{\"viewerHasReposted\":false,\"repostCount\":0}");
        assertThat(as("ben")).contains("\"repostCount\":0", "\"edges\":[]");
    }

    private String as(String handle) {
        return api.as(handle)
                .data(("{ video(id: \"%s\") { repostCount viewerHasReposted viewerRepost { comment } "
                                + "friendsWhoReposted(first: 5) { totalCount edges { node { handle } "
                                + "repost { comment } } } } }")
                        .formatted(World.id("vid", VIDEO)))
                .path("video")
                .toString();
    }

    @Test
    void anotherCommentReplacesTheFirstAndKeepsTheTime() {
        String at = repost("ada", "First.").at("/video/viewerRepost/repostedAt").asString();
        clock.pass(Duration.ofMinutes(5));
        JsonNode again = repost("ada", "Second.").at("/video");
        assertThat(again.at("/viewerRepost/comment").asString()).isEqualTo("Second.");
        assertThat(again.at("/viewerRepost/repostedAt").asString()).isEqualTo(at);
        assertThat(again.at("/repostCount").asInt()).isEqualTo(1);
        for (String none : new String[] {null, " \n"}) {
            repost("ada", "Third.");
            JsonNode without = repost("ada", none).at("/video/viewerRepost");
            assertThat(without.at("/comment").isNull()).isTrue();
            assertThat(without.at("/repostedAt").asString()).isEqualTo(at);
        }
    }

    @Test
    void undoingWhatIsNotRepostedSucceeds() {
        assertThat(code(does(api.as("ada"), "undoRepost", input(), "video { id }")))
                .isEmpty();
        assertThat(world.values("MATCH ()-[repost:REPOSTED]->() RETURN repost")).isEmpty();
    }

    @Test
    void aCommentHasAtMostThreeHundredCharacters() {
        assertThat(code(repost("ada", "🐈".repeat(300)))).isEmpty();
        JsonNode refused = repost("ada", "🐈".repeat(301));
        assertThat(code(refused)).isEqualTo("COMMENT_TOO_LONG");
        assertThat(refused.at("/userErrors/0/field").toString()).isEqualTo("[\"input\",\"comment\"]");
        assertThat(refused.at("/video/viewerRepost/comment").asString())
                .as("the repost before stands")
                .isEqualTo("🐈".repeat(300));
    }

    @ParameterizedTest
    @ValueSource(strings = {"repostVideo", "undoRepost"})
    void aHiddenVideoIsNotFoundAsOneThatDoesNotExist(String mutation) {
        world.repost("ada", VIDEO, "Mine.").block("cleo", "ada");
        String query = """
                mutation { %s(input: {videoId: "%s", clientMutationId: "m"}) {
                  video { id } userErrors { code field message resetAt } clientMutationId } }
                """;
        Api.Answer hidden = api.as("ada").ask(query.formatted(mutation, World.id("vid", VIDEO)));
        Api.Answer missing = api.as("ada").ask(query.formatted(mutation, World.id("vid", 999)));
        assertThat(code(hidden.json().path("data").path(mutation))).isEqualTo("VIDEO_NOT_FOUND");
        assertThat(hidden.timeless()).isEqualTo(missing.timeless());
        assertThat(world.values("MATCH ()-[repost:REPOSTED]->() RETURN repost.comment"))
                .containsExactly("Mine.");
    }

    @Test
    void repostingTooOftenIsRefusedUntilATime() {
        world.emptyBucket("mutuals:limit:{" + world.number("ada") + "}:repost_video");
        JsonNode refused =
                api.as("ada").data("""
                        mutation { repostVideo(input: {videoId: "%s"}) {
                          video { viewerHasReposted } userErrors { code field resetAt } } }
                        """.formatted(World.id("vid", VIDEO))).path("repostVideo");
        assertThat(code(refused)).isEqualTo("RATE_LIMITED");
        assertThat(refused.at("/userErrors/0/resetAt").isString()).isTrue();
        assertThat(refused.at("/video/viewerHasReposted").asBoolean()).isFalse();
        assertThat(code(does(
                        api.as("ada"),
                        "likeVideo",
                        Map.of("videoId", World.id("vid", VIDEO)),
                        "video { viewerHasLiked }")))
                .as("likes have a limit of their own")
                .isEmpty();
    }

    @Test
    void concurrentChangesLeaveOneRepostOfEachUserWhoseLastChangeWasOne() throws Exception {
        world.people(IntStream.range(0, CLIENTS).mapToObj(i -> "p" + i).toArray(String[]::new));
        ConcurrentCalls.call(CLIENTS, client -> {
            Random random = new Random(client);
            JsonNode last = null;
            for (int toggle = 0; toggle < 5; toggle++) {
                String user = "p" + (client + random.nextInt(3)) % CLIENTS;
                last = random.nextInt(3) > 0
                        ? repost(user, "Comment " + random.nextInt(3))
                        : does(api.as(user), "undoRepost", input(), "video { repostCount }");
                assertThat(code(last)).isEmpty();
            }
            return requireNonNull(last);
        });
        List<Object> reposters = world.values("MATCH (user:User)-[:REPOSTED]->(:Video) RETURN user.handle");
        assertThat(reposters).isNotEmpty().doesNotHaveDuplicates();
        assertThat(as("ada")).contains("\"repostCount\":" + reposters.size() + ",");
    }

    private JsonNode repost(String handle, @Nullable String comment) {
        Map<String, @Nullable Object> input = new HashMap<>(input());
        input.put("comment", comment);
        return does(api.as(handle), "repostVideo", input, "video { repostCount viewerRepost { comment repostedAt } }");
    }

    private static Map<String, Object> input() {
        return Map.of("videoId", World.id("vid", VIDEO));
    }
}
