package io.mutuals.video;

import static io.mutuals.Mutations.code;
import static io.mutuals.Mutations.does;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.ConcurrentCalls;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.api.UserId;
import io.mutuals.api.VideoId;
import io.mutuals.neo4j.Graph;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** Likes and unlikes videos through the API. */
@MutualsTest
class LikeVideoApiTest {

    private static final long VIDEO = 200;
    private static final int TOGGLES = 1_000;
    private static final int CLIENTS = 100;
    private static final int WRITERS = 8;

    private final Api api;
    private final World world;
    private final Graph graph;
    private final VideoMarks marks;

    LikeVideoApiTest(Api api, World world, Graph graph, VideoMarks marks) {
        this.api = api;
        this.world = world;
        this.graph = graph;
        this.marks = marks;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben").people("cleo").video(VIDEO, "cleo", "clip");
    }

    @Test
    void aLikeIsCountedAndSeenByFriends() {
        JsonNode liked = change("ada", "likeVideo");
        assertThat(liked.path("video").toString()).isEqualTo("{\"likeCount\":1,\"viewerHasLiked\":true}");
        assertThat(liked.path("userErrors")).isEmpty();
        assertThat(asBen())
                .isEqualTo("{\"likeCount\":1,\"viewerHasLiked\":false,"
                        + "\"friendsWhoLiked\":{\"totalCount\":1,\"nodes\":[{\"handle\":\"ada\"}]}}");

        assertThat(change("ada", "unlikeVideo").path("video").toString())
                .isEqualTo("{\"likeCount\":0,\"viewerHasLiked\":false}");
        assertThat(asBen())
                .isEqualTo("{\"likeCount\":0,\"viewerHasLiked\":false,"
                        + "\"friendsWhoLiked\":{\"totalCount\":0,\"nodes\":[]}}");
    }

    private String asBen() {
        return api.as("ben")
                .data(("{ video(id: \"%s\") { likeCount viewerHasLiked friendsWhoLiked(first: 5) { totalCount "
                                + "nodes { handle } } } }")
                        .formatted(World.id("vid", VIDEO)))
                .path("video")
                .toString();
    }

    @Test
    void repeatingChangesNothing() {
        assertThat(code(change("ada", "unlikeVideo"))).isEmpty();
        change("ada", "likeVideo");
        List<Object> before = likes();
        JsonNode again = change("ada", "likeVideo");
        assertThat(code(again)).isEmpty();
        assertThat(again.at("/video/likeCount").asInt()).isEqualTo(1);
        assertThat(likes()).as("one like, with the time of the first").isEqualTo(before);
        change("ada", "unlikeVideo");
        assertThat(code(change("ada", "unlikeVideo"))).isEmpty();
        assertThat(likes()).isEmpty();
    }

    private List<Object> likes() {
        return world.values("MATCH (:User)-[like:LIKED]->(:Video) RETURN toString(like.at)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"likeVideo", "unlikeVideo"})
    void aHiddenVideoIsNotFoundAsOneThatDoesNotExist(String mutation) {
        world.like("ada", VIDEO).block("cleo", "ada");
        String query = """
                mutation { %s(input: {videoId: "%s", clientMutationId: "m"}) {
                  video { id } userErrors { code field message resetAt } clientMutationId } }
                """;
        Api.Answer hidden = api.as("ada").ask(query.formatted(mutation, World.id("vid", VIDEO)));
        Api.Answer missing = api.as("ada").ask(query.formatted(mutation, World.id("vid", 999)));
        assertThat(code(hidden.json().path("data").path(mutation))).isEqualTo("VIDEO_NOT_FOUND");
        assertThat(hidden.timeless()).isEqualTo(missing.timeless());
        assertThat(likes()).hasSize(1);
    }

    @Test
    void likingTooOftenIsRefusedUntilATime() {
        change("ada", "likeVideo");
        world.emptyBucket("mutuals:limit:{" + world.number("ada") + "}:like_video");
        JsonNode refused =
                api.as("ada").data("""
                        mutation { unlikeVideo(input: {videoId: "%s"}) {
                          video { viewerHasLiked } userErrors { code field resetAt } } }
                        """.formatted(World.id("vid", VIDEO))).path("unlikeVideo");
        assertThat(code(refused)).isEqualTo("RATE_LIMITED");
        assertThat(refused.at("/userErrors/0/resetAt").isString()).isTrue();
        assertThat(refused.at("/video/viewerHasLiked").asBoolean()).isTrue();
        assertThat(code(change("ben", "likeVideo")))
                .as("others are not limited")
                .isEmpty();
    }

    @Test
    void aThousandConcurrentChangesLeaveOneLikeOfEachUserWhoseLastChangeWasOne() throws Exception {
        world.people(IntStream.range(0, CLIENTS).mapToObj(i -> "p" + i).toArray(String[]::new));
        ConcurrentCalls.call(CLIENTS, client -> {
            Random random = new Random(client);
            JsonNode last = null;
            for (int toggle = 0; toggle < TOGGLES / CLIENTS; toggle++) {
                // Clients meet at users too, not only at the video.
                String person = "p" + (client + random.nextInt(3)) % CLIENTS;
                last = change(person, random.nextInt(3) > 0 ? "likeVideo" : "unlikeVideo");
                assertThat(code(last)).isEmpty();
            }
            return requireNonNull(last);
        });
        List<Object> likers = world.values("MATCH (user:User)-[:LIKED]->(:Video) RETURN user.handle");
        assertThat(likers).isNotEmpty().doesNotHaveDuplicates();
        assertThat(likeCount()).isEqualTo(likers.size());

        ConcurrentCalls.call(CLIENTS, client -> change("p" + client, client % 2 == 0 ? "likeVideo" : "unlikeVideo"));
        assertThat(likeCount()).isEqualTo(CLIENTS / 2);
        assertThat(world.values("MATCH (user:User)-[:LIKED]->(:Video) RETURN user.handle"))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, CLIENTS / 2)
                        .mapToObj(i -> "p" + 2 * i)
                        .toList());
    }

    /** Many more transactions at once than one server begins, each with changes that meet those of the others. */
    @Test
    void transactionsThatMarkTheSameVideosAtOnceMeetNoDeadlock() throws Exception {
        int viewers = 10;
        int videos = 12;
        int transactions = 40;
        String[] people =
                IntStream.range(0, WRITERS * viewers).mapToObj(i -> "p" + i).toArray(String[]::new);
        world.people(people);
        IntStream.range(1, videos).forEach(video -> world.video(VIDEO + video, "cleo", "clip"));
        List<Long> ids = Stream.of(people).map(world::number).toList();
        AtomicInteger runs = new AtomicInteger();
        ConcurrentCalls.call(WRITERS, writer -> {
            Random random = new Random(writer);
            for (int number = 0; number < transactions; number++) {
                VideoMark mark = VideoMark.values()[random.nextInt(VideoMark.values().length)];
                // Now and then a viewer of two writers, who then mostly wait for each other at videos.
                int first = writer * viewers + (random.nextInt(5) == 0 ? 1 : 0);
                List<MarkChange> changes = random.ints(15, first, Math.min(first + viewers, ids.size()))
                        .mapToObj(viewer -> {
                            VideoKey key = new VideoKey(
                                    new UserId(ids.get(viewer)), new VideoId(VIDEO + random.nextInt(videos)));
                            return mark == VideoMark.REPOST && random.nextBoolean()
                                    ? MarkChange.repost(key, "Look " + viewer)
                                    : MarkChange.of(key, random.nextInt(3) > 0);
                        })
                        .toList();
                graph.write("marks of test", transaction -> {
                            runs.incrementAndGet();
                            return marks.make(transaction, mark, changes);
                        })
                        .run();
                assertThat(changes)
                        .allSatisfy(change ->
                                assertThat(change.answer()).isCompletedWithValueMatching(Optional::isPresent));
            }
            return NullNode.getInstance();
        });
        assertThat(runs).as("no transaction is run again").hasValue(WRITERS * transactions);
        for (VideoMark mark : VideoMark.values()) {
            assertThat(world.values(
                            "MATCH (u:User)-[:%s]->(v:Video) RETURN [u.id, v.id]".formatted(mark.relationship())))
                    .isNotEmpty()
                    .doesNotHaveDuplicates();
        }
    }

    private int likeCount() {
        return api.as("ada")
                .data("{ video(id: \"%s\") { likeCount } }".formatted(World.id("vid", VIDEO)))
                .at("/video/likeCount")
                .asInt();
    }

    private JsonNode change(String handle, String mutation) {
        return does(
                api.as(handle),
                mutation,
                Map.of("videoId", World.id("vid", VIDEO)),
                "video { likeCount viewerHasLiked }");
    }
}
