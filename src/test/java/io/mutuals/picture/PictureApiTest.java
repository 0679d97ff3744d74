package io.mutuals.picture;

import static io.mutuals.Mutations.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.Mutations;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Pictures of users and videos, through the API. */
@MutualsTest
class PictureApiTest {

    private static final Map<String, Object> PICTURE = Map.of(
            "url", "https://img.example/ada/{size}.webp",
            "blurhash", "LEHV6nWB2yk8pyo0adR*.7kCMdnj",
            "alt", "  Ada on the wall ");

    private static final String SHOWN = "{\"small\":\"https://img.example/ada/64.webp\","
            + "\"url\":\"https://img.example/ada/256.webp\",\"blurhash\":\"LEHV6nWB2yk8pyo0adR*.7kCMdnj\","
            + "\"alt\":\"Ada on the wall\"}";

    private static final String FIELDS = "{ small: url(size: 40) url: url(size: 200) blurhash alt }";

    private final Api api;
    private final World world;

    PictureApiTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben").people("cleo");
    }

    @Test
    void aUserGivesThemselvesAPictureAndTakesItAway() {
        assertThat(profile(PICTURE).at("/user/avatar").toString()).isEqualTo(SHOWN);
        assertThat(api.as("ben")
                        .data("{ viewer { friends(first: 1) { nodes { avatar " + FIELDS + " } } } }")
                        .at("/viewer/friends/nodes/0/avatar")
                        .toString())
                .isEqualTo(SHOWN);
        Mutations.does(api.as("ada"), "updateProfile", Map.of("displayName", "Ada L."), "user { id }");
        assertThat(avatarSeenBy("cleo").toString()).as("omitted").isEqualTo(SHOWN);
        assertThat(profile(null).at("/user/avatar").isNull()).isTrue();
        assertThat(avatarSeenBy("cleo").isNull()).isTrue();
    }

    @Test
    void anInvalidPictureIsRefusedWithItsFieldAndChangesNothing() {
        profile(PICTURE);
        Map<String, Map<String, Object>> wrong = Map.of(
                "INVALID_PICTURE_URL", Map.of("url", "http://img.example/a"),
                "INVALID_BLURHASH", Map.of("blurhash", "nothing"),
                "ALT_TOO_LONG", Map.of("alt", "x".repeat(301)));
        wrong.forEach((code, part) -> {
            Map<String, Object> picture = new HashMap<>(PICTURE);
            picture.putAll(part);
            JsonNode refused = profile(picture);
            assertThat(code(refused)).isEqualTo(code);
            assertThat(refused.at("/userErrors/0/field").toString())
                    .isEqualTo("[\"input\",\"avatar\",\"%s\"]"
                            .formatted(part.keySet().iterator().next()));
        });
        assertThat(avatarSeenBy("cleo").toString()).isEqualTo(SHOWN);
    }

    @Test
    void aReportKeepsThePictureOfItsTime() {
        profile(PICTURE);
        Mutations.does(
                api.as("ben"), "reportUser", Map.of("userId", world.id("ada"), "reason", "SPAM"), "report { id }");
        profile(null);
        assertThat(api.as("cleo", "moderator")
                        .data("{ reports(first: 1) { nodes { evidence { ... on UserEvidence { user { avatar " + FIELDS
                                + " } } } } } }")
                        .at("/reports/nodes/0/evidence/user/avatar")
                        .toString())
                .isEqualTo(SHOWN);
    }

    @Test
    void aVideoHasAThumbnailWhichItsAuthorChanges() {
        JsonNode published = Mutations.does(
                api.as("ada"),
                "publishVideo",
                Map.of("clientVideoId", "k", "caption", "clip", "audience", "PUBLIC", "thumbnail", PICTURE),
                "video { id thumbnail " + FIELDS + " }");
        assertThat(published.at("/video/thumbnail").toString()).isEqualTo(SHOWN);
        String id = published.at("/video/id").asString();
        assertThat(thumbnail(id, Map.of("caption", "new")).toString()).isEqualTo(SHOWN);
        assertThat(thumbnail(id, Map.of("thumbnail", Map.of("url", "https://img.example/b")))
                        .toString())
                .isEqualTo("{\"small\":\"https://img.example/b\",\"url\":\"https://img.example/b\",\"blurhash\":null,"
                        + "\"alt\":null}");
        Map<String, @Nullable Object> none = new HashMap<>();
        none.put("thumbnail", null);
        assertThat(thumbnail(id, none).isNull()).isTrue();
        assertThat(code(Mutations.does(
                        api.as("ada"),
                        "updateVideo",
                        Map.of("videoId", id, "thumbnail", Map.of("url", "ftp://img.example/b")),
                        "video { id }")))
                .isEqualTo("INVALID_PICTURE_URL");
    }

    @Test
    void operatorsMayPermitHosts() {
        PictureRules rules = new PictureRules(new PictureProperties(List.of("Img.example")));
        for (String address : Arrays.asList("https://IMG.example/a", "https://img.example:8443/{size}")) {
            assertThat(rules.against(new Picture(address, null, null), "avatar"))
                    .isEmpty();
        }
        for (String address :
                Arrays.asList("https://evil.example/a", "https://img.example.evil.example/a", "nothing")) {
            assertThat(rules.against(new Picture(address, null, null), "avatar"))
                    .hasSize(1);
        }
        assertThat(rules.against(null, "avatar")).isEmpty();
    }

    @Test
    void onlyThePlatformMayNameTheMachineThatLoadsThePictureWithoutTls() {
        PictureRules users = new PictureRules(new PictureProperties(List.of()));
        PictureRules platform = PictureRules.OF_PLATFORM;
        for (String address : List.of(
                "http://localhost:8080/graphiql/avatars/ada.svg", "http://127.0.0.1/{size}", "http://[::1]:8080/a")) {
            assertThat(platform.against(new Picture(address, null, null), "avatar"))
                    .as(address)
                    .isEmpty();
            assertThat(users.against(new Picture(address, null, null), "avatar"))
                    .as(address)
                    .hasSize(1);
        }
        for (String address : List.of(
                "http://localhost.example/a",
                "http://localhost@evil.example/a",
                "http://localhost:x@evil.example/a",
                "http://127.0.0.1.example/a",
                "http://cdn.example/a",
                "http://localhost",
                "http://localhost/{size}/{size}",
                "http://localhost/a#b")) {
            assertThat(platform.against(new Picture(address, null, null), "avatar"))
                    .as(address)
                    .hasSize(1);
        }
    }

    private JsonNode profile(@Nullable Map<String, Object> picture) {
        Map<String, @Nullable Object> input = new HashMap<>();
        input.put("avatar", picture);
        return Mutations.does(api.as("ada"), "updateProfile", input, "user { avatar " + FIELDS + " }");
    }

    private JsonNode avatarSeenBy(String viewer) {
        return api.as(viewer)
                .data(
                        "query ($ada: ID!) { user(by: {id: $ada}) { avatar " + FIELDS + " } }",
                        Map.of("ada", world.id("ada")))
                .at("/user/avatar");
    }

    private JsonNode thumbnail(String id, Map<String, ? extends @Nullable Object> changes) {
        Map<String, @Nullable Object> input = new HashMap<>(changes);
        input.put("videoId", id);
        return Mutations.does(api.as("ada"), "updateVideo", input, "video { thumbnail " + FIELDS + " }")
                .at("/video/thumbnail");
    }
}
