package io.mutuals.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.ConcurrentCalls;
import io.mutuals.LocalTokens;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.neo4j.core.Neo4jClient;
import tools.jackson.databind.JsonNode;

/** The platform tells of users, videos and likes, in bulk, in any order and any number of times. */
@MutualsTest
class PlatformApiTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final String ROW = "outcome userErrors { code field }";

    private final Api api;
    private final World world;
    private final Neo4jClient neo4j;
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    PlatformApiTest(Api api, World world, Neo4jClient neo4j) {
        this.api = api;
        this.world = world;
        this.neo4j = neo4j;
    }

    @BeforeEach
    void given() {
        world.clear();
    }

    @Test
    void aTokenWithTheRoleNeedsNoAccountAndOthersAreForbidden() {
        world.people("ada");
        String mutation = "mutation { putLikes(input: {rows: []}) { rows { outcome } userErrors { code } } }";
        assertThat(platform().data(mutation).at("/putLikes/rows")).isEmpty();
        assertThat(api.as("ada").ask(mutation).code()).isEqualTo("FORBIDDEN");
        assertThat(api.as("ada", "experimenter").ask(mutation).code()).isEqualTo("FORBIDDEN");
        assertThat(api.with(LocalTokens.mint("a newcomer", Duration.ofHours(1)))
                        .ask(mutation)
                        .code())
                .isEqualTo("FORBIDDEN");
        assertThat(api.with(null).ask(mutation).code()).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void aUserOfThePlatformSignsInAndTheirVideoIsLikedHere() {
        String subject = "auth0|" + run;
        Map<String, Object> ada = new HashMap<>(user("u1", "ada_p", NOON));
        ada.put("identity", Map.of("issuer", "", "subject", subject));
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
    void everyRowIsAnsweredByItselfInOrder() {
        put("putUsers", List.of(user("u1", "taken", NOON)), ROW);
        Map<String, Object> nameless = new HashMap<>(user("u3", "cleo_p", NOON));
        nameless.put("displayName", " ");
        Map<String, Object> unborn = new HashMap<>(user("u4", "dora_p", NOON));
        unborn.put("birthDate", "2999-01-01");
        Map<String, Object> pictured = new HashMap<>(user("u7", "gil_p", NOON));
        pictured.put("avatar", Map.of("url", "http://img.example/gil.jpg"));
        JsonNode rows = put(
                        "putUsers",
                        List.of(
                                user("u2", "taken", NOON),
                                nameless,
                                unborn,
                                user("two words", "eve_p", NOON),
                                pictured,
                                user("u5", "No Handle!", NOON),
                                user("u6", "fay_p", NOON)),
                        "key userId " + ROW)
                .path("rows");
        assertThat(codes(rows))
                .containsExactly(
                        "HANDLE_TAKEN",
                        "INVALID_DISPLAY_NAME",
                        "INVALID_BIRTH_DATE",
                        "INVALID_KEY",
                        "INVALID_PICTURE_URL",
                        "INVALID_HANDLE",
                        "APPLIED");
        assertThat(rows.at("/1/userErrors/0/field").toString()).isEqualTo("[\"input\",\"rows\",\"1\",\"displayName\"]");
        assertThat(rows.at("/0/userId").isNull()).isTrue();
        assertThat(rows.at("/6/userId").isString()).isTrue();
        assertThat(count("MATCH (user:User) RETURN count(*)")).isEqualTo(2);
        assertThat(count("MATCH (key:PlatformKey) RETURN count(*)")).isEqualTo(2);
    }

    @Test
    void theLatestChangeWinsInWhateverOrderRowsArrive() {
        put("putUsers", List.of(user("u1", "newer", NOON.plusSeconds(60))), ROW);
        JsonNode late = put("putUsers", List.of(user("u1", "older", NOON)), "userId " + ROW);
        assertThat(codes(late.path("rows"))).containsExactly("OUTDATED");
        assertThat(late.at("/rows/0/userId").isString()).isTrue();
        assertThat(handles()).containsExactly("newer");

        JsonNode together = put(
                "putUsers",
                List.of(
                        user("u1", "third", NOON.plusSeconds(180)),
                        user("u1", "second", NOON.plusSeconds(120)),
                        user("u1", "third", NOON.plusSeconds(180))),
                "userId " + ROW);
        assertThat(codes(together.path("rows"))).containsExactly("APPLIED", "OUTDATED", "APPLIED");
        assertThat(handles()).containsExactly("third");
    }

    @Test
    void aHandleThatARowGivesUpIsFreeForTheRowsAfterIt() {
        put("putUsers", List.of(user("u1", "first", NOON), user("u2", "second", NOON)), ROW);
        Instant later = NOON.plusSeconds(1);
        JsonNode rows = put("putUsers", List.of(user("u1", "third", later), user("u2", "first", later)), ROW)
                .path("rows");
        assertThat(codes(rows)).containsExactly("APPLIED", "APPLIED");
        assertThat(handles()).containsExactly("first", "third");
    }

    @Test
    void rowsOfOneKeyInOneCallAreAppliedOneAfterTheOther() {
        put("putUsers", List.of(user("u1", "aa_p", NOON), user("u2", "bb_p", NOON), user("u3", "cc_p", NOON)), ROW);
        JsonNode swapped = put(
                        "putUsers",
                        List.of(
                                user("u1", "tt_p", NOON.plusSeconds(1)),
                                user("u2", "aa_p", NOON.plusSeconds(1)),
                                user("u1", "bb_p", NOON.plusSeconds(2)),
                                user("u4", "dd_p", NOON.plusSeconds(1)),
                                user("u4", "cc_p", NOON.plusSeconds(2))),
                        ROW)
                .path("rows");
        assertThat(codes(swapped)).containsExactly("APPLIED", "APPLIED", "APPLIED", "APPLIED", "HANDLE_TAKEN");
        assertThat(handles()).containsExactly("aa_p", "bb_p", "cc_p", "dd_p");
    }

    @Test
    void aRowThatIsToldAgainDoesNotUndoWhatItsUserChangedHere() {
        String subject = "auth0|" + run;
        Map<String, Object> ada = new HashMap<>(user("u1", "ada_p", NOON));
        ada.put("identity", Map.of("issuer", "", "subject", subject));
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
        Map<String, Object> ada = new HashMap<>(user("u1", "ada_p", NOON));
        ada.put("identity", Map.of("issuer", "", "subject", subject));
        put("putUsers", List.of(ada), ROW);
        String video = put("putVideos", List.of(video("v1", "u1", NOON)), "videoId")
                .at("/rows/0/videoId")
                .asString();
        api.with(LocalTokens.mint(subject, Duration.ofHours(1)))
                .data(
                        "mutation ($video: ID!) { deleteVideo(input: {videoId: $video}) { userErrors { code } } }",
                        Map.of("video", video));
        assertThat(codes(put("putVideos", List.of(video("v1", "u1", NOON.plusSeconds(1))), ROW)
                        .path("rows")))
                .containsExactly("DELETED");
        assertThat(codes(put("putLikes", List.of(like("u1", "v1", true, NOON)), ROW)
                        .path("rows")))
                .containsExactly("VIDEO_NOT_FOUND");
        Map<String, Object> removed =
                Map.of("key", "v1", "changedAt", NOON.plusSeconds(2).toString());
        assertThat(codes(put("removeVideos", List.of(removed), ROW).path("rows")))
                .containsExactly("APPLIED");
        assertThat(codes(put("putVideos", List.of(video("v1", "u1", NOON.plusSeconds(3))), ROW)
                        .path("rows")))
                .containsExactly("DELETED");
    }

    @Test
    void anIdentityThatJoinsWhileThePlatformTellsOfItHasOneAccount() throws Exception {
        for (int round = 0; round < 6; round++) {
            String subject = "auth0|" + run + round;
            String handle = "race_" + run + round;
            ConcurrentCalls.call(4, call -> {
                if (call == 0) {
                    return api.with(LocalTokens.mint(subject, Duration.ofHours(1)))
                            .data("""
                            mutation ($handle: String!) {
                              createAccount(input: {handle: $handle, displayName: "J", birthDate: "1990-05-17"}) {
                                userErrors { code }
                              }
                            }""", Map.of("handle", handle + ".j"));
                }
                Map<String, Object> told = new HashMap<>(user(handle + call, handle + "." + call, NOON));
                told.put("identity", Map.of("issuer", "", "subject", subject));
                return put("putUsers", List.of(told), ROW);
            });
            assertThat(count("MATCH (:Identity {subject: '%s'})-[:SIGNS_IN_AS]->(user:User) RETURN count(user)"
                            .formatted(subject)))
                    .isEqualTo(1);
        }
        assertThat(count("MATCH (user:User) RETURN count(*)")).isEqualTo(6);
    }

    @Test
    void anIdentitySignsInAsOneUserOnly() {
        Map<String, Object> ada = new HashMap<>(user("u1", "ada_p", NOON));
        Map<String, Object> ben = new HashMap<>(user("u2", "ben_p", NOON));
        ada.put("identity", Map.of("issuer", "https://id.example", "subject", run));
        ben.put("identity", Map.of("issuer", "https://id.example", "subject", run));
        assertThat(codes(put("putUsers", List.of(ada, ben), ROW).path("rows")))
                .containsExactly("APPLIED", "IDENTITY_TAKEN");
        ben.put("identity", Map.of("issuer", "https://id.example", "subject", " "));
        assertThat(codes(put("putUsers", List.of(ben, ada), ROW).path("rows")))
                .containsExactly("INVALID_IDENTITY", "APPLIED");
        ben.put("identity", Map.of("issuer", "", "subject", World.id("usr", 1)));
        assertThat(codes(put("putUsers", List.of(ben), ROW).path("rows"))).containsExactly("INVALID_IDENTITY");
    }

    @Test
    void theKeyOfAUserWhoJoinedBeforeNamesTheirAccount() {
        String subject = "auth0|" + run;
        Api.Caller caller = api.with(LocalTokens.mint(subject, Duration.ofHours(1)));
        String joined = caller.data("""
                        mutation {
                          createAccount(input: {handle: "early", displayName: "Early", birthDate: "1990-05-17"}) {
                            viewer { user { id } }
                          }
                        }""").at("/createAccount/viewer/user/id").asString();
        Map<String, Object> told = new HashMap<>(user("u1", "early_p", NOON));
        told.put("identity", Map.of("issuer", "", "subject", subject));
        Map<String, Object> second = new HashMap<>(told);
        second.put("key", "u2");
        second.put("handle", "other_p");
        JsonNode rows = put("putUsers", List.of(told, second), "userId " + ROW).path("rows");
        assertThat(codes(rows)).containsExactly("APPLIED", "IDENTITY_TAKEN");
        assertThat(rows.at("/0/userId").asString()).isEqualTo(joined);
        assertThat(caller.data("{ viewer { user { handle } } }")
                        .at("/viewer/user/handle")
                        .asString())
                .isEqualTo("early_p");
    }

    @Test
    void aVideoNeedsItsAuthorAndKeepsThem() {
        assertThat(codes(put("putVideos", List.of(video("v1", "u1", NOON)), ROW).path("rows")))
                .containsExactly("AUTHOR_NOT_FOUND");
        put("putUsers", List.of(user("u1", "ada_p", NOON), user("u2", "ben_p", NOON)), ROW);
        assertThat(codes(put("putVideos", List.of(video("v1", "u1", NOON), video("v1", "u2", NOON)), ROW)
                        .path("rows")))
                .containsExactly("APPLIED", "AUTHOR_CHANGED");
        assertThat(codes(put("putVideos", List.of(video("v1", "u2", NOON.plusSeconds(1))), ROW)
                        .path("rows")))
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
        assertThat(codes(put("removeVideos", List.of(removed, Map.of("key", "v9", "changedAt", NOON.toString())), ROW)
                        .path("rows")))
                .containsExactly("APPLIED", "APPLIED");
        assertThat(caption(video)).isEqualTo("");
        assertThat(codes(put("removeVideos", List.of(removed), ROW).path("rows")))
                .containsExactly("APPLIED");
        assertThat(codes(put("putVideos", List.of(video("v1", "u1", NOON.plusSeconds(5))), ROW)
                        .path("rows")))
                .containsExactly("OUTDATED");
        JsonNode again = put("putVideos", List.of(video("v1", "u1", NOON.plusSeconds(20))), "videoId " + ROW);
        assertThat(codes(again.path("rows"))).containsExactly("APPLIED");
        assertThat(again.at("/rows/0/videoId").asString()).isNotEqualTo(video);
    }

    @Test
    void aLikeIsWhatItsLatestChangeSaysWhetherMadeHereOrThere() {
        String subject = "auth0|" + run;
        Map<String, Object> ada = new HashMap<>(user("u1", "ada_p", NOON));
        ada.put("identity", Map.of("issuer", "", "subject", subject));
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
                                ROW)
                        .path("rows")))
                .containsExactly("APPLIED", "OUTDATED", "VIDEO_NOT_FOUND", "USER_NOT_FOUND");
        assertThat(likes(subject, video)).isZero();
        assertThat(codes(put("putLikes", List.of(like("u1", "v1", true, NOON.plusSeconds(1))), ROW)
                        .path("rows")))
                .containsExactly("OUTDATED");
        List<Map<String, Object>> liked = List.of(like("u1", "v1", true, NOON.plusSeconds(3)));
        assertThat(codes(put("putLikes", liked, ROW).path("rows"))).containsExactly("APPLIED");
        assertThat(codes(put("putLikes", liked, ROW).path("rows"))).containsExactly("APPLIED");
        assertThat(likes(subject, video)).isEqualTo(1);

        api.with(LocalTokens.mint(subject, Duration.ofHours(1)))
                .data(
                        "mutation ($video: ID!) { unlikeVideo(input: {videoId: $video}) { userErrors { code } } }",
                        Map.of("video", video));
        assertThat(codes(put("putLikes", liked, ROW).path("rows"))).containsExactly("OUTDATED");
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

    @Test
    void concurrentCallsWithTheSameRowsMakeOneUserOfEachKey() throws Exception {
        List<Map<String, Object>> rows = IntStream.range(0, 40)
                .mapToObj(number -> user("u" + number, "user_" + run + "." + number, NOON))
                .toList();
        List<JsonNode> answers = ConcurrentCalls.call(6, call -> put("putUsers", rows, "userId " + ROW));
        Set<String> ids = new HashSet<>();
        answers.forEach(answer -> answer.path("rows").forEach(row -> {
            assertThat(row.path("outcome").asString()).isEqualTo("APPLIED");
            ids.add(row.path("userId").asString());
        }));
        assertThat(ids).hasSize(40);
        assertThat(count("MATCH (user:User) RETURN count(*)")).isEqualTo(40);
    }

    private Api.Caller platform() {
        return api.with(LocalTokens.mint("the back end of the platform", Duration.ofHours(1), "platform"));
    }

    private JsonNode put(String mutation, List<Map<String, Object>> rows, String row) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        return platform()
                .data(
                        "mutation ($input: %s!) { %s(input: $input) { rows { %s } userErrors { code } } }"
                                .formatted(type, mutation, row),
                        Map.of("input", Map.of("rows", rows)))
                .path(mutation);
    }

    private static Map<String, Object> user(String key, String handle, Instant changedAt) {
        return Map.of("key", key, "changedAt", changedAt.toString(), "handle", handle, "displayName", "Name of " + key);
    }

    private static Map<String, Object> video(String key, String author, Instant changedAt) {
        return Map.of("key", key, "changedAt", changedAt.toString(), "authorKey", author, "caption", "clip " + key);
    }

    private static Map<String, Object> like(String user, String video, boolean liked, Instant changedAt) {
        return Map.of("userKey", user, "videoKey", video, "liked", liked, "changedAt", changedAt.toString());
    }

    /** Returns the first error code of each row, or its outcome if it has none. */
    private static List<String> codes(JsonNode rows) {
        List<String> codes = new ArrayList<>();
        rows.forEach(row -> codes.add(
                row.at("/userErrors/0/code").asString(row.path("outcome").asString())));
        return codes;
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

    private List<String> handles() {
        return List.copyOf(neo4j.query("MATCH (user:User) RETURN user.handle AS handle ORDER BY handle")
                .fetchAs(String.class)
                .all());
    }

    private long count(String query) {
        return neo4j.query(query).fetchAs(Long.class).one().orElseThrow();
    }
}
