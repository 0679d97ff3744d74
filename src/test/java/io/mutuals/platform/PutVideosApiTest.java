package io.mutuals.platform;

import static io.mutuals.platform.Rows.NOON;
import static io.mutuals.platform.Rows.ROW;
import static io.mutuals.platform.Rows.codes;
import static io.mutuals.platform.Rows.like;
import static io.mutuals.platform.Rows.user;
import static io.mutuals.platform.Rows.video;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.LocalTokens;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The platform tells of videos and likes, in bulk, in any order and any number of times. */
@MutualsTest
class PutVideosApiTest {

    private final Api api;
    private final World world;
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    PutVideosApiTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
    }

    @Test
    void aUserOfThePlatformSignsInAndTheirVideoIsLikedHere() {
        String subject = "auth0|" + run;
        Map<String, Object> ada = user("u1", "ada_p", NOON, subject);
        ada.put("birthDate", "1990-05-17");
        ada.put("avatar", Map.of("url", "https://img.example/ada/{size}.jpg", "alt", "Ada at sea"));
        JsonNode put = put("putUsers", List.of(ada, user("u2", "ben_p", NOON)), "key userId " + ROW);
        assertThat(put.at("/rows/0/outcome").asString()).isEqualTo("APPLIED");
        JsonNode videos = put("putVideos", List.of(video("v1", "u2", NOON)), "key videoId " + ROW);
        String video = videos.at("/rows/0/videoId").asString();
        assertThat(put("putLikes", List.of(like("u2", "v1", true, NOON)), ROW)
                        .at("/rows/0/outcome")
                        .asString())
                .isEqualTo("APPLIED");

        Api.Caller caller = api.with(LocalTokens.mint(subject, Duration.ofHours(1)));
        JsonNode seen = caller.data("""
                query ($video: ID!) {
                  viewer { user { id handle displayName avatar { url(size: 60) alt } } }
                  video(id: $video) { caption likeCount viewerHasLiked author { id } }
                }""", Map.of("video", video));
        assertThat(seen.at("/viewer/user/id").asString())
                .isEqualTo(put.at("/rows/0/userId").asString());
        assertThat(seen.at("/viewer/user/handle").asString()).isEqualTo("ada_p");
        assertThat(seen.at("/viewer/user/avatar/url").asString()).isEqualTo("https://img.example/ada/64.jpg");
        assertThat(seen.at("/video/caption").asString()).isEqualTo("clip v1");
        assertThat(seen.at("/video/likeCount").asInt()).isEqualTo(1);
        assertThat(seen.at("/video/author/id").asString())
                .isEqualTo(put.at("/rows/1/userId").asString());
    }

    @Test
    void aRowThatIsToldAgainDoesNotUndoWhatItsUserChangedHere() {
        String subject = "auth0|" + run;
        Map<String, Object> ada = user("u1", "ada_p", NOON, subject);
        put("putUsers", List.of(ada), ROW);
        Map<String, Object> clip = new HashMap<>(video("v1", "u1", NOON));
        clip.put("audience", "PUBLIC");
        String video =
                put("putVideos", List.of(clip), "videoId").at("/rows/0/videoId").asString();
        Api.Caller caller = api.with(LocalTokens.mint(subject, Duration.ofHours(1)));
        caller.data("""
                mutation ($video: ID!) {
                  updateProfile(input: {displayName: "Ada here"}) { userErrors { code } }
                  updateVideo(input: {videoId: $video, audience: ONLY_ME, caption: "mine"}) { userErrors { code } }
                }""", Map.of("video", video));
        put("putUsers", List.of(ada), ROW);
        put("putVideos", List.of(clip), ROW);
        String seen = "query ($video: ID!) { viewer { user { displayName } } video(id: $video) { audience caption } }";
        JsonNode after = caller.data(seen, Map.of("video", video));
        assertThat(after.at("/viewer/user/displayName").asString()).isEqualTo("Ada here");
        assertThat(after.at("/video/caption").asString()).isEqualTo("mine");

        clip.put("changedAt", NOON.plusSeconds(1).toString());
        put("putVideos", List.of(clip), ROW);
        after = caller.data(seen, Map.of("video", video));
        assertThat(after.at("/video/caption").asString()).isEqualTo("clip v1");
        assertThat(after.at("/video/audience").asString())
                .as("chosen here after the platform's change")
                .isEqualTo("ONLY_ME");
    }

    @Test
    void aVideoThatItsAuthorDeletedHereStaysDeleted() {
        String subject = "auth0|" + run;
        Map<String, Object> ada = user("u1", "ada_p", NOON, subject);
        put("putUsers", List.of(ada), ROW);
        String video = put("putVideos", List.of(video("v1", "u1", NOON)), "videoId")
                .at("/rows/0/videoId")
                .asString();
        api.with(LocalTokens.mint(subject, Duration.ofHours(1)))
                .data(
                        "mutation ($video: ID!) { deleteVideo(input: {videoId: $video}) { userErrors { code } } }",
                        Map.of("video", video));
        assertThat(codes(put("putVideos", List.of(video("v1", "u1", NOON.plusSeconds(1))), ROW)))
                .containsExactly("DELETED");
        assertThat(codes(put("putLikes", List.of(like("u1", "v1", true, NOON)), ROW)))
                .containsExactly("VIDEO_NOT_FOUND");
        Map<String, Object> removed =
                Map.of("key", "v1", "changedAt", NOON.plusSeconds(2).toString());
        assertThat(codes(put("removeVideos", List.of(removed), ROW))).containsExactly("APPLIED");
        assertThat(codes(put("putVideos", List.of(video("v1", "u1", NOON.plusSeconds(3))), ROW)))
                .containsExactly("DELETED");
    }

    @Test
    void aVideoNeedsItsAuthorAndKeepsThem() {
        assertThat(codes(put("putVideos", List.of(video("v1", "u1", NOON)), ROW)))
                .containsExactly("AUTHOR_NOT_FOUND");
        put("putUsers", List.of(user("u1", "ada_p", NOON), user("u2", "ben_p", NOON)), ROW);
        assertThat(codes(put("putVideos", List.of(video("v1", "u1", NOON), video("v1", "u2", NOON)), ROW)))
                .containsExactly("APPLIED", "AUTHOR_CHANGED");
        assertThat(codes(put("putVideos", List.of(video("v1", "u2", NOON.plusSeconds(1))), ROW)))
                .containsExactly("AUTHOR_CHANGED");
    }

    @Test
    void aRemovedVideoIsHiddenAtOnceAndOnlyALaterChangeBringsAnother() {
        put("putUsers", List.of(user("u1", "ada_p", NOON)), ROW);
        String video = put("putVideos", List.of(video("v1", "u1", NOON)), "videoId")
                .at("/rows/0/videoId")
                .asString();
        world.people("ben");
        assertThat(caption(video)).isEqualTo("clip v1");

        Map<String, Object> removed =
                Map.of("key", "v1", "changedAt", NOON.plusSeconds(10).toString());
        assertThat(codes(put("removeVideos", List.of(removed, Map.of("key", "v9", "changedAt", NOON.toString())), ROW)))
                .containsExactly("APPLIED", "APPLIED");
        assertThat(caption(video)).isEqualTo("");
        assertThat(codes(put("removeVideos", List.of(removed), ROW))).containsExactly("APPLIED");
        assertThat(codes(put("putVideos", List.of(video("v1", "u1", NOON.plusSeconds(5))), ROW)))
                .containsExactly("OUTDATED");
        JsonNode again = put("putVideos", List.of(video("v1", "u1", NOON.plusSeconds(20))), "videoId " + ROW);
        assertThat(codes(again)).containsExactly("APPLIED");
        assertThat(again.at("/rows/0/videoId").asString()).isNotEqualTo(video);
    }

    @Test
    void aLikeIsWhatItsLatestChangeSaysWhetherMadeHereOrThere() {
        String subject = "auth0|" + run;
        Map<String, Object> ada = user("u1", "ada_p", NOON, subject);
        put("putUsers", List.of(ada, user("u2", "ben_p", NOON)), ROW);
        String video = put("putVideos", List.of(video("v1", "u2", NOON)), "videoId")
                .at("/rows/0/videoId")
                .asString();
        assertThat(codes(put(
                        "putLikes",
                        List.of(
                                like("u1", "v1", false, NOON.plusSeconds(2)),
                                like("u1", "v1", true, NOON.plusSeconds(1)),
                                like("u1", "v7", true, NOON),
                                like("u7", "v1", true, NOON)),
                        ROW)))
                .containsExactly("APPLIED", "OUTDATED", "VIDEO_NOT_FOUND", "USER_NOT_FOUND");
        assertThat(likes(subject, video)).isZero();
        assertThat(codes(put("putLikes", List.of(like("u1", "v1", true, NOON.plusSeconds(1))), ROW)))
                .containsExactly("OUTDATED");
        List<Map<String, Object>> liked = List.of(like("u1", "v1", true, NOON.plusSeconds(3)));
        assertThat(codes(put("putLikes", liked, ROW))).containsExactly("APPLIED");
        assertThat(codes(put("putLikes", liked, ROW))).containsExactly("APPLIED");
        assertThat(likes(subject, video)).isEqualTo(1);

        api.with(LocalTokens.mint(subject, Duration.ofHours(1)))
                .data(
                        "mutation ($video: ID!) { unlikeVideo(input: {videoId: $video}) { userErrors { code } } }",
                        Map.of("video", video));
        assertThat(codes(put("putLikes", liked, ROW))).containsExactly("OUTDATED");
        assertThat(likes(subject, video)).isZero();
    }

    @Test
    void aCallWithTooManyRowsChangesNothing() {
        JsonNode refused = put(
                "putLikes",
                IntStream.rangeClosed(0, PlatformController.MAX_ROWS)
                        .mapToObj(row -> like("u", "v", true, NOON))
                        .toList(),
                ROW);
        assertThat(refused.at("/userErrors/0/code").asString()).isEqualTo("TOO_MANY_ROWS");
        assertThat(refused.path("rows")).isEmpty();
    }

    private JsonNode put(String mutation, List<Map<String, Object>> rows, String row) {
        return Rows.put(api, mutation, rows, row);
    }

    private String caption(String video) {
        return api.as("ben")
                .data("query ($video: ID!) { video(id: $video) { caption } }", Map.of("video", video))
                .at("/video/caption")
                .asString("");
    }

    private int likes(String subject, String video) {
        return api.with(LocalTokens.mint(subject, Duration.ofHours(1)))
                .data("query ($video: ID!) { video(id: $video) { likeCount } }", Map.of("video", video))
                .at("/video/likeCount")
                .asInt();
    }
}
