package io.mutuals.video;

import static io.mutuals.Mutations.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.ConcurrentCalls;
import io.mutuals.Mutations;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Publishes, changes and deletes videos, through the API. */
@MutualsTest
class PublishVideoApiTest {

    private static final String VIDEO =
            "video { id caption durationMs audience likesHidden author { handle } viewerCan { edit delete } }";

    private final Api api;
    private final World world;
    private final DeletedVideos deletedVideos;

    PublishVideoApiTest(Api api, World world, DeletedVideos deletedVideos) {
        this.api = api;
        this.world = world;
        this.deletedVideos = deletedVideos;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben").people("cleo");
    }

    @Test
    void aPublishedVideoIsTheNewestOfItsAuthor() {
        JsonNode published = publish("ada", "k1", Map.of("caption", "  Cafe\u0301 \n", "durationMs", 1_500));
        assertThat(code(published)).isEmpty();
        assertThat(published.path("replayed").asBoolean()).isFalse();
        String id = published.at("/video/id").asString();
        assertThat(published.path("video").toString())
                .isEqualTo(("{\"id\":\"%s\",\"caption\":\"Caf\u00e9\",\"durationMs\":1500,\"audience\":\"PUBLIC\","
                                + "\"likesHidden\":false,\"author\":{\"handle\":\"ada\"},"
                                + "\"viewerCan\":{\"edit\":true,\"delete\":true}}")
                        .formatted(id));
        publish("ada", "k2", Map.of("caption", "second"));
        assertThat(api.as("cleo")
                        .data(
                                "query ($ada: ID!) { user(by: {id: $ada}) { videos(first: 9) { totalCount "
                                        + "nodes { caption viewerCan { edit delete } } } } }",
                                Map.of("ada", world.id("ada")))
                        .at("/user/videos")
                        .toString())
                .isEqualTo("{\"totalCount\":2,\"nodes\":[{\"caption\":\"second\",\"viewerCan\":{\"edit\":false,"
                        + "\"delete\":false}},{\"caption\":\"Caf\u00e9\",\"viewerCan\":{\"edit\":false,"
                        + "\"delete\":false}}]}");
    }

    @Test
    void aRetryReturnsTheStoredVideoAndOtherContentIsRefused() throws Exception {
        List<JsonNode> all = ConcurrentCalls.call(12, call -> publish("ada", "key", Map.of("caption", "once")));
        assertThat(all.stream()
                        .map(payload -> payload.at("/video/id").asString())
                        .collect(Collectors.toSet()))
                .hasSize(1);
        assertThat(all.stream().filter(payload -> !payload.path("replayed").asBoolean()))
                .hasSize(1);
        assertThat(world.values("MATCH (video:Video) RETURN video.id")).hasSize(1);
        String id = all.getFirst().at("/video/id").asString();

        change("ada", id, Map.of("caption", "edited"));
        JsonNode again = publish("ada", "key", Map.of("caption", "once"));
        assertThat(again.at("/video/caption").asString()).as("as it is now").isEqualTo("edited");
        assertThat(code(publish("ada", "key", Map.of("caption", "twice")))).isEqualTo("IDEMPOTENCY_MISMATCH");
        assertThat(publish("ben", "key", Map.of("caption", "once"))
                        .at("/video/id")
                        .asString())
                .as("another author's key")
                .isNotEqualTo(id)
                .isNotEmpty();

        assertThat(code(delete("ada", id))).isEmpty();
        JsonNode late = publish("ada", "key", Map.of("caption", "once"));
        assertThat(code(late)).isEqualTo("DELETED");
        assertThat(late.path("video").isNull()).isTrue();
    }

    @Test
    void invalidInputIsRefusedWithItsField() {
        Map<String, Map<String, Object>> inputs = Map.of(
                "INVALID_CLIENT_VIDEO_ID", Map.of("clientVideoId", " "),
                "CAPTION_TOO_LONG", Map.of("caption", "x".repeat(2_201)),
                "INVALID_DURATION", Map.of("durationMs", 0));
        inputs.forEach((code, input) -> {
            JsonNode refused = publish("ada", "key", input);
            assertThat(code(refused)).isEqualTo(code);
            assertThat(refused.at("/userErrors/0/field/1").asString())
                    .isEqualTo(input.keySet().iterator().next());
        });
        assertThat(code(publish("ada", "key", Map.of("caption", "\ud83d\ude00".repeat(2_200)))))
                .isEmpty();
        assertThat(world.values("MATCH (video:Video) RETURN video.id")).hasSize(1);
    }

    @Test
    void anAuthorChangesWhatIsGivenAndKeepsTheRest() {
        String id = publish("ada", "key", Map.of("caption", "clip", "durationMs", 7))
                .at("/video/id")
                .asString();
        JsonNode friends = change("ada", id, Map.of("audience", "FRIENDS"));
        assertThat(friends.path("video").toString())
                .contains("\"caption\":\"clip\",\"durationMs\":7,\"audience\":\"FRIENDS\",\"likesHidden\":false");
        JsonNode hidden = change("ada", id, Map.of("likesHidden", true, "caption", ""));
        assertThat(hidden.path("video").toString())
                .contains("\"caption\":\"\",\"durationMs\":7,\"audience\":\"FRIENDS\",\"likesHidden\":true");
        assertThat(change("ada", id, Map.of("likesHidden", false))
                        .at("/video/likesHidden")
                        .asBoolean())
                .isFalse();
        assertThat(code(change("ada", id, Map.of("caption", "x".repeat(2_201)))))
                .isEqualTo("CAPTION_TOO_LONG");
        assertThat(code(change("ada", id, Map.of()))).isEmpty();
        assertThat(seen("ben", id)).isEqualTo("");
        assertThat(seen("cleo", id)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"updateVideo", "deleteVideo"})
    void onlyTheAuthorChangesAVideoAndAHiddenOneIsNotFound(String mutation) {
        String id =
                publish("ada", "key", Map.of("caption", "clip")).at("/video/id").asString();
        assertThat(code(call("cleo", mutation, Map.of("videoId", id)))).isEqualTo("NOT_YOURS");
        change("ada", id, Map.of("audience", "FRIENDS"));
        assertThat(code(call("ben", mutation, Map.of("videoId", id)))).isEqualTo("NOT_YOURS");
        String query = "mutation { %s(input: {videoId: \"%s\"}) { userErrors { code field message resetAt } } }";
        assertThat(api.as("cleo").data(query.formatted(mutation, id)))
                .isEqualTo(api.as("cleo").data(query.formatted(mutation, World.id("vid", 987_654))));
        assertThat(seen("ben", id)).isEqualTo("clip");
    }

    @Test
    void aDeletedVideoIsGoneWithItsMarksAndItsCardsAreUnavailable() {
        String id =
                publish("ada", "key", Map.of("caption", "clip")).at("/video/id").asString();
        String kept = publish("ada", "other", Map.of("caption", "kept"))
                .at("/video/id")
                .asString();
        for (String video : List.of(id, kept)) {
            for (String mutation : List.of("likeVideo", "saveVideo")) {
                call("ben", mutation, Map.of("videoId", video));
            }
        }
        world.group(100, "All", "ada", "ben");
        Mutations.sends(api.as("ben"), World.id("cnv", 100), "share", Map.of("videoId", id));
        assertThat(card("ben")).contains("\"AVAILABLE\"", "clip");

        JsonNode deleted = delete("ada", id);
        assertThat(deleted.path("deletedVideoId").asString()).isEqualTo(id);
        for (String user : List.of("ada", "ben", "cleo")) {
            assertThat(seen(user, id)).isNull();
        }
        assertThat(card("ada")).contains("\"UNAVAILABLE\",\"video\":null");
        assertThat(world.values("MATCH (:User)-[mark:LIKED|SAVED]->(video:Video) RETURN type(mark) + video.caption"))
                .containsExactlyInAnyOrder("LIKEDkept", "SAVEDkept");
        assertThat(world.values("MATCH (video:Video) WHERE video.deletedAt IS NOT NULL RETURN keys(video)"))
                .allSatisfy(keys -> assertThat((List<?>) keys)
                        .map(Object::toString)
                        .containsExactlyInAnyOrder("id", "authorId", "clientVideoId", "fingerprint", "deletedAt"));
        assertThat(code(delete("ada", id))).as("again").isEmpty();
        assertThat(code(call("ben", "likeVideo", Map.of("videoId", id)))).isEqualTo("VIDEO_NOT_FOUND");
        assertThat(code(delete("ben", id))).isEqualTo("VIDEO_NOT_FOUND");
        assertThat(code(change("ada", id, Map.of("caption", "back")))).isEqualTo("VIDEO_NOT_FOUND");
    }

    @Test
    void likesThatRaceWithADeletionLeaveNothingBehind() throws Exception {
        String id =
                publish("ada", "key", Map.of("caption", "clip")).at("/video/id").asString();
        String[] fans = IntStream.range(0, 16).mapToObj(fan -> "fan" + fan).toArray(String[]::new);
        world.people(fans);
        ConcurrentCalls.call(
                17,
                call -> call == 8 ? delete("ada", id) : call("fan" + call % 16, "likeVideo", Map.of("videoId", id)));
        deletedVideos.deleteAll();
        assertThat(world.values("MATCH ()-[like:LIKED]->() RETURN like.at")).isEmpty();
    }

    private JsonNode publish(String author, String key, Map<String, Object> more) {
        Map<String, Object> input = new HashMap<>(Map.of("clientVideoId", key, "caption", "", "audience", "PUBLIC"));
        input.putAll(more);
        return Mutations.does(api.as(author), "publishVideo", input, "replayed " + VIDEO);
    }

    private JsonNode change(String author, String id, Map<String, Object> changes) {
        Map<String, Object> input = new HashMap<>(changes);
        input.put("videoId", id);
        return Mutations.does(api.as(author), "updateVideo", input, VIDEO);
    }

    private JsonNode delete(String author, String id) {
        return Mutations.does(api.as(author), "deleteVideo", Map.of("videoId", id), "deletedVideoId");
    }

    private JsonNode call(String user, String mutation, Map<String, Object> input) {
        return Mutations.does(api.as(user), mutation, input, "clientMutationId");
    }

    private @Nullable String seen(String user, String id) {
        return api.as(user)
                .data("query ($video: ID!) { video(id: $video) { caption } }", Map.of("video", id))
                .at("/video/caption")
                .asString(null);
    }

    private String card(String user) {
        return api.as(user)
                .data(
                        "query ($group: ID!) { node(id: $group) { ... on Conversation { messages(last: 1) { nodes { "
                                + "attachments { ... on VideoCard { availability video { caption } } } } } } } }",
                        Map.of("group", World.id("cnv", 100)))
                .toString();
    }
}
