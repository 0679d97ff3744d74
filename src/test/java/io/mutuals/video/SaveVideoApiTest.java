package io.mutuals.video;

import static io.mutuals.Mutations.code;
import static io.mutuals.Mutations.does;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.ConcurrentCalls;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Saves videos, and lists the saved ones, through the API. */
@MutualsTest
class SaveVideoApiTest {

    private final Api api;
    private final World world;
    private final TestClock clock;

    SaveVideoApiTest(Api api, World world, TestClock clock) {
        this.api = api;
        this.world = world;
        this.clock = clock;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.people("ada", "ben");
        for (long video = 1; video <= 6; video++) {
            world.video(video, video == 3 ? "dan" : "cleo", "v" + video);
        }
    }

    @Test
    void savedVideosAreListedByTheLatestSaveAndForTheViewerAlone() {
        for (long video : new long[] {2, 1, 4}) {
            assertThat(change("ada", "saveVideo", video)
                            .at("/video/viewerHasSaved")
                            .asBoolean())
                    .isTrue();
        }
        assertThat(saved("ada")).containsExactly("v4", "v1", "v2");
        assertThat(saved("ben")).isEmpty();
        assertThat(api.as("ben")
                        .data("{ video(id: \"%s\") { viewerHasSaved likeCount } }".formatted(World.id("vid", 1)))
                        .toString())
                .isEqualTo("{\"video\":{\"viewerHasSaved\":false,\"likeCount\":0}}");

        assertThat(code(change("ada", "saveVideo", 2))).isEmpty();
        assertThat(saved("ada")).as("saving again moves nothing").containsExactly("v4", "v1", "v2");
        assertThat(change("ada", "unsaveVideo", 1).at("/video/viewerHasSaved").asBoolean())
                .isFalse();
        assertThat(code(change("ada", "unsaveVideo", 1))).isEmpty();
        assertThat(saved("ada")).containsExactly("v4", "v2");
    }

    @Test
    void pagesNeitherRepeatNorSkipWhileVideosAreSavedAndRemoved() {
        for (long video = 1; video <= 5; video++) {
            change("ada", "saveVideo", video);
        }
        JsonNode first = page("ada", 2, null);
        assertThat(captions(first)).containsExactly("v5", "v4");
        assertThat(first.path("totalCount").asInt()).isEqualTo(5);
        change("ada", "saveVideo", 6);
        change("ada", "unsaveVideo", 4);
        JsonNode second = page("ada", 2, first.at("/pageInfo/endCursor").asString());
        assertThat(captions(second)).containsExactly("v3", "v2");
        assertThat(second.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
        JsonNode last = page("ada", 2, second.at("/pageInfo/endCursor").asString());
        assertThat(captions(last)).containsExactly("v1");
        assertThat(last.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
    }

    @Test
    void videosSavedAtTheSameTimeArePagedByTheirIds() {
        world.run(
                "MATCH (u:User {handle: 'ada'}) MATCH (v:Video) CREATE (u)-[:SAVED {at: $at}]->(v)",
                Map.of("at", World.NOON.atZone(ZoneOffset.UTC)));
        List<String> all = new ArrayList<>();
        String after = null;
        for (int page = 0; page < 6; page++) {
            JsonNode one = page("ada", 1, after);
            all.addAll(captions(one));
            after = one.at("/pageInfo/endCursor").asString();
        }
        assertThat(all).containsExactly("v6", "v5", "v4", "v3", "v2", "v1");
    }

    @Test
    void aVideoThatIsHiddenNowIsAbsentAndNotCounted() {
        world.save("ada", 2).save("ada", 3).save("ada", 4);
        world.block("dan", "ada");
        assertThat(saved("ada")).containsExactly("v4", "v2");
        assertThat(page("ada", 5, null).path("totalCount").asInt()).isEqualTo(2);
        world.run("MATCH (:User {handle: 'dan'})-[b:BLOCKED]->() DELETE b", Map.of());
        assertThat(saved("ada")).containsExactly("v4", "v3", "v2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"saveVideo", "unsaveVideo"})
    void aHiddenVideoIsNotFoundAsOneThatDoesNotExist(String mutation) {
        world.save("ada", 3).block("dan", "ada");
        String query = """
                mutation { %s(input: {videoId: "%s", clientMutationId: "m"}) {
                  video { id } userErrors { code field message resetAt } clientMutationId } }
                """;
        Api.Answer hidden = api.as("ada").ask(query.formatted(mutation, World.id("vid", 3)));
        Api.Answer missing = api.as("ada").ask(query.formatted(mutation, World.id("vid", 999)));
        assertThat(code(hidden.json().path("data").path(mutation))).isEqualTo("VIDEO_NOT_FOUND");
        assertThat(hidden.timeless()).isEqualTo(missing.timeless());
    }

    @Test
    void savingTooOftenIsRefusedAndDoesNotLimitLikes() {
        world.emptyBucket("mutuals:limit:{" + world.number("ada") + "}:save_video");
        assertThat(code(changeNow("ada", "saveVideo", 1))).isEqualTo("RATE_LIMITED");
        assertThat(saved("ada")).isEmpty();
        assertThat(code(change("ada", "likeVideo", 1))).isEmpty();
    }

    @Test
    void concurrentSavesOfOneViewerMakeOne() throws Exception {
        ConcurrentCalls.call(30, call -> change("ada", "saveVideo", 1));
        assertThat(world.values("MATCH ()-[save:SAVED]->() RETURN count(save)")).containsExactly(1L);
    }

    @Test
    void twentyVideosTakeTheQueriesOfOne() {
        for (long video = 10; video < 30; video++) {
            world.video(video, "cleo", "clip").save("ada", video);
        }
        assertThat(queries(20)).isEqualTo(queries(1));
    }

    private int queries(int videos) {
        return api.as("ada")
                .header("Mutuals-Proof", "1")
                .ask("{ viewer { savedVideos(first: %d) { nodes { viewerHasSaved likeCount } } } }".formatted(videos))
                .proof("neo4jQueries");
    }

    private List<String> saved(String handle) {
        return captions(page(handle, 50, null));
    }

    private JsonNode page(String handle, int first, @Nullable String after) {
        return api.as(handle)
                .data(
                        ("query ($after: String) { viewer { savedVideos(first: %d, after: $after) { totalCount "
                                        + "nodes { caption } pageInfo { hasNextPage endCursor } } } }")
                                .formatted(first),
                        after == null ? Map.of() : Map.of("after", after))
                .at("/viewer/savedVideos");
    }

    private static List<String> captions(JsonNode page) {
        return page.path("nodes")
                .valueStream()
                .map(video -> video.path("caption").asString())
                .toList();
    }

    private JsonNode change(String handle, String mutation, long video) {
        clock.pass(Duration.ofSeconds(1));
        return changeNow(handle, mutation, video);
    }

    private JsonNode changeNow(String handle, String mutation, long video) {
        return does(api.as(handle), mutation, Map.of("videoId", World.id("vid", video)), "video { viewerHasSaved }");
    }
}
