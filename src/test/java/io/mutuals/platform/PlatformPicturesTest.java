package io.mutuals.platform;

import static io.mutuals.platform.Rows.NOON;
import static io.mutuals.platform.Rows.ROW;
import static io.mutuals.platform.Rows.codes;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.LocalTokens;
import io.mutuals.Mutations;
import io.mutuals.OwnLimitsTest;
import io.mutuals.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Pictures that the platform gives, on a server that permits one host to users. */
@OwnLimitsTest
class PlatformPicturesTest {

    private static final Map<String, Object> ELSEWHERE =
            Map.of("url", "https://cdn.platform.example/{size}", "blurhash", "00TI:j", "alt", "At sea");

    private final Api api;
    private final World world;

    PlatformPicturesTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
    }

    @Test
    void thePlatformMayNameAnyHostAndAUserOnlyPermittedOnes() {
        String subject = "auth0|" + UUID.randomUUID();
        Map<String, Object> ada = Rows.user("u1", "ada_p", NOON, subject);
        ada.put("avatar", ELSEWHERE);
        assertThat(codes(put("putUsers", ada))).containsExactly("APPLIED");
        assertThat(codes(put("putVideos", video("v1", ELSEWHERE)))).containsExactly("APPLIED");

        Api.Caller caller = api.with(LocalTokens.mint(subject, Duration.ofHours(1)));
        JsonNode seen = caller.data("""
                { viewer { user {
                  avatar { url(size: 60) blurhash alt }
                  videos(first: 1) { nodes { id thumbnail { url(size: 60) blurhash alt } } }
                } } }""");
        String picture = "{\"url\":\"https://cdn.platform.example/64\",\"blurhash\":\"00TI:j\",\"alt\":\"At sea\"}";
        assertThat(seen.at("/viewer/user/avatar").toString()).isEqualTo(picture);
        assertThat(seen.at("/viewer/user/videos/nodes/0/thumbnail").toString()).isEqualTo(picture);

        String video = seen.at("/viewer/user/videos/nodes/0/id").asString();
        assertThat(Mutations.code(Mutations.does(caller, "updateProfile", Map.of("avatar", ELSEWHERE), "user { id }")))
                .isEqualTo("INVALID_PICTURE_URL");
        assertThat(Mutations.code(Mutations.does(
                        caller, "updateVideo", Map.of("videoId", video, "thumbnail", ELSEWHERE), "video { id }")))
                .isEqualTo("INVALID_PICTURE_URL");
        Map<String, Object> permitted = Map.of("url", "https://img.example/{size}");
        assertThat(Mutations.does(
                                caller,
                                "updateProfile",
                                Map.of("avatar", permitted),
                                "user { avatar { url(size: 1) } }")
                        .at("/user/avatar/url")
                        .asString())
                .isEqualTo("https://img.example/64");
    }

    @Test
    void thePlatformIsBoundToTheFormOfPicturesAsUsersAre() {
        put("putUsers", Rows.user("u1", "ada_p", NOON));
        assertThat(codes(put("putVideos", video("v1", Map.of("url", "http://img.example/a")))))
                .containsExactly("INVALID_PICTURE_URL");
        assertThat(codes(put("putVideos", video("v1", Map.of("url", "https://img.example/" + "a".repeat(1000))))))
                .containsExactly("INVALID_PICTURE_URL");
        assertThat(codes(put("putVideos", video("v1", Map.of("url", "https://a.example/a", "blurhash", "nothing")))))
                .containsExactly("INVALID_BLURHASH");
        assertThat(codes(put("putVideos", video("v1", Map.of("url", "https://a.example/a", "alt", "x".repeat(301))))))
                .containsExactly("ALT_TOO_LONG");
    }

    private JsonNode put(String mutation, Map<String, Object> row) {
        return Rows.put(api, mutation, List.of(row), ROW);
    }

    private static Map<String, Object> video(String key, Map<String, Object> thumbnail) {
        return Map.of(
                "key",
                key,
                "changedAt",
                NOON.toString(),
                "authorKey",
                "u1",
                "caption",
                "clip " + key,
                "thumbnail",
                thumbnail);
    }
}
