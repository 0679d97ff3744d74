package io.mutuals.video;

import static io.mutuals.Mutations.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.Mutations;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Asks for videos of every audience on every path, as users who are close friends, friends and strangers of the author.
 */
@MutualsTest
class AudienceApiTest {

    private static final long VIDEO = 7;
    private static final String ID = World.id("vid", VIDEO);

    /** Everything that shows a video that the viewer likes and has saved, and that was shared with them. */
    private static final String EVERYWHERE = """
            query ($video: ID!, $author: ID!, $conversation: ID!) {
              video(id: $video) { caption }
              node(id: $video) { ... on Video { caption } }
              user(by: {id: $author}) { videos(first: 9) { totalCount nodes { caption } } }
              viewer { savedVideos(first: 9) { totalCount nodes { caption } } }
              conversation: node(id: $conversation) { ... on Conversation {
                messages(last: 9) { nodes { attachments { ... on VideoCard { availability video { caption } } }
                  anchor { startMs video { caption } } } }
                talks(videoId: $video, first: 9) { totalCount } } } }
            """;

    private static final List<String> PATHS = List.of(
            "/video/caption",
            "/node/caption",
            "/user/videos/nodes/0/caption",
            "/viewer/savedVideos/nodes/0/caption",
            "/conversation/messages/nodes/0/attachments/0/video/caption",
            "/conversation/messages/nodes/1/anchor/video/caption",
            "/conversation/talks/totalCount");

    private static final List<String> USERS = List.of("author", "close", "friend", "stranger");

    private final Api api;
    private final World world;

    AudienceApiTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.closeFriends("author", "close")
                .friends("author", "friend")
                .friends("close", "friend", "stranger")
                .people("stranger")
                .video(VIDEO, "author", "the video")
                .group(100, "All", "author", "close", "friend", "stranger")
                .shares(100, "author", VIDEO)
                .saysAt(100, "author", "here", VIDEO, 1, 2);
        for (String user : USERS) {
            world.save(user, VIDEO).like(user, VIDEO);
        }
    }

    @ParameterizedTest
    @CsvSource({"PUBLIC, close friend stranger", "FRIENDS, close friend", "CLOSE_FRIENDS, close", "ONLY_ME, author"})
    void anAudienceHoldsOnTheNextReadOnEveryPath(String audience, String others) {
        world.audience(VIDEO, audience);
        List<String> members = List.of((others + " author").split(" "));
        for (String user : USERS) {
            assertThat(paths(user))
                    .as("the paths on which %s sees a video for %s", user, audience)
                    .hasSize(members.contains(user) ? PATHS.size() : 0);
            assertThat(code(does(user, "likeVideo", Map.of("videoId", ID))))
                    .isEqualTo(members.contains(user) ? "" : "VIDEO_NOT_FOUND");
            assertThat(code(share(user))).isEqualTo(members.contains(user) ? "" : "VIDEO_NOT_FOUND");
        }
    }

    /** Returns the paths on which a user sees the video, and asserts that the others tell nothing. */
    private List<String> paths(String user) {
        JsonNode all = ask(user, ID);
        List<String> paths = PATHS.stream()
                .filter(path -> path.endsWith("totalCount")
                        ? all.at(path).asInt() > 0
                        : all.at(path).asString("").equals("the video"))
                .toList();
        if (paths.isEmpty()) {
            assertThat(all.toString())
                    .isEqualTo(ask(user, World.id("vid", 999)).toString())
                    .doesNotContain("the video")
                    .contains("UNAVAILABLE");
            assertThat(all.at("/user/videos/totalCount").asInt()).isZero();
            assertThat(all.at("/viewer/savedVideos/totalCount").asInt()).isZero();
        }
        return paths;
    }

    private JsonNode ask(String user, String video) {
        return api.as(user)
                .data(
                        EVERYWHERE,
                        Map.of(
                                "video", video,
                                "author", world.id("author"),
                                "conversation", World.id("cnv", 100)));
    }

    private JsonNode share(String user) {
        String key = UUID.randomUUID().toString();
        return Mutations.sends(api.as(user), World.id("cnv", 100), key, Map.of("videoId", ID));
    }

    @Test
    void viewerCanAgreesWithTheMutations() {
        for (Audience audience : Audience.values()) {
            for (String user : USERS) {
                world.audience(VIDEO, audience.name());
                JsonNode can = api.as(user)
                        .data(
                                "query ($video: ID!) { video(id: $video) { viewerCan { like share edit delete } } }",
                                Map.of("video", ID))
                        .at("/video/viewerCan");
                Map<String, String> outcomes = Map.of(
                        "like", code(does(user, "likeVideo", Map.of("videoId", ID))),
                        "share", code(share(user)),
                        "edit", code(does(user, "updateVideo", Map.of("videoId", ID, "caption", "the video"))));
                outcomes.forEach((permission, code) -> assertThat(code.isEmpty())
                        .as("%s may %s a video for %s: %s", user, permission, audience, code)
                        .isEqualTo(can.path(permission).asBoolean(false)));
                assertThat(can.path("delete").asBoolean(false)).isEqualTo(user.equals("author"));
                if (!user.equals("author")) {
                    assertThat(code(does(user, "deleteVideo", Map.of("videoId", ID))))
                            .isEqualTo(can.isMissingNode() ? "VIDEO_NOT_FOUND" : "NOT_YOURS");
                }
            }
        }
        assertThat(code(does("author", "deleteVideo", Map.of("videoId", ID)))).isEmpty();
    }

    private JsonNode does(String user, String mutation, Map<String, Object> input) {
        return Mutations.does(api.as(user), mutation, input, "clientMutationId");
    }

    @Test
    void aFriendCannotTellAVideoForCloseFriendsFromOneForFriends() {
        String everything = """
                query ($video: ID!) { video(id: $video) {
                  audience likesHidden likeCount viewerHasLiked viewerHasSaved viewerCan { like share }
                  friendsWhoLiked(first: 9) { totalCount nodes { handle } }
                  author { videos(first: 9) { totalCount } } }
                  viewer { shareRecipients(videoId: $video, first: 9) { totalCount nodes { user { handle } } } } }
                """;
        world.audience(VIDEO, "FRIENDS");
        String forFriends =
                api.as("close").data(everything, Map.of("video", ID)).toString();
        world.audience(VIDEO, "CLOSE_FRIENDS");
        assertThat(api.as("close").data(everything, Map.of("video", ID)).toString())
                .isEqualTo(forFriends)
                .contains("\"audience\":null", "{\"handle\":\"stranger\"}");
        assertThat(api.as("author")
                        .data("query ($video: ID!) { video(id: $video) { audience } }", Map.of("video", ID))
                        .at("/video/audience")
                        .asString())
                .isEqualTo("CLOSE_FRIENDS");
    }

    @Test
    void anAuthorIsOfferedOnlyTheFriendsWhoMaySeeTheVideo() {
        String offered = "query ($video: ID!) { viewer { shareRecipients(videoId: $video, first: 9) "
                + "{ totalCount nodes { user { handle } } } } }";
        for (String expected :
                List.of("PUBLIC close friend", "FRIENDS close friend", "CLOSE_FRIENDS close", "ONLY_ME")) {
            List<String> words = List.of(expected.split(" "));
            world.audience(VIDEO, words.getFirst());
            List<String> handles = new ArrayList<>();
            api.as("author")
                    .data(offered, Map.of("video", ID))
                    .at("/viewer/shareRecipients/nodes")
                    .forEach(node -> handles.add(node.at("/user/handle").asString()));
            assertThat(handles).containsExactlyInAnyOrderElementsOf(words.subList(1, words.size()));
        }
    }

    @Test
    void theReasonToShareCountsOnlyLikesThatTheViewerMaySee() {
        world.video(8, "author", "second").video(9, "author", "third");
        world.like("stranger", 8).like("stranger", 9);
        String reason = "query ($video: ID!) { viewer { shareRecipients(videoId: $video, first: 9) "
                + "{ nodes { user { handle } reason { ... on LikesAuthorReason { count } } } } } }";
        assertThat(reasonFor("stranger", reason)).contains("\"count\":2");
        world.audience(8, "ONLY_ME");
        assertThat(reasonFor("stranger", reason)).contains("\"count\":1");
        world.hideLikes(9);
        assertThat(reasonFor("stranger", reason)).doesNotContain("count");
    }

    private String reasonFor(String person, String query) {
        for (JsonNode node : api.as("close").data(query, Map.of("video", ID)).at("/viewer/shareRecipients/nodes")) {
            if (node.at("/user/handle").asString().equals(person)) {
                return node.path("reason").toString();
            }
        }
        throw new AssertionError(person + " is not offered");
    }

    @Test
    void hiddenLikesAreCountedAndListedForTheAuthorAlone() {
        String likes = "query ($video: ID!) { video(id: $video) "
                + "{ likesHidden likeCount viewerHasLiked friendsWhoLiked(first: 9) { totalCount nodes { handle } } "
                + "} }";
        assertThat(api.as("close").data(likes, Map.of("video", ID)).toString())
                .contains("\"likesHidden\":false,\"likeCount\":4,\"viewerHasLiked\":true", "\"totalCount\":3");
        world.hideLikes(VIDEO);
        assertThat(api.as("close").data(likes, Map.of("video", ID)).at("/video").toString())
                .isEqualTo("{\"likesHidden\":true,\"likeCount\":0,\"viewerHasLiked\":true,"
                        + "\"friendsWhoLiked\":{\"totalCount\":0,\"nodes\":[]}}");
        assertThat(api.as("author").data(likes, Map.of("video", ID)).toString())
                .contains("\"likesHidden\":true,\"likeCount\":4", "\"totalCount\":2", "friend", "close");
    }

    @Test
    void onlyPublicVideosWithVisibleLikesAreShownAsLikedInCommon() {
        String common = "query ($user: ID!) { user(by: {id: $user}) { likesInCommon(first: 9) { totalCount } } }";
        Map<String, Object> other = Map.of("user", world.id("friend"));
        for (Audience audience : Audience.values()) {
            world.audience(VIDEO, audience.name());
            assertThat(api.as("close")
                            .data(common, other)
                            .at("/user/likesInCommon/totalCount")
                            .asInt())
                    .as("%s", audience)
                    .isEqualTo(audience == Audience.PUBLIC ? 1 : 0);
        }
        world.audience(VIDEO, "PUBLIC").hideLikes(VIDEO);
        assertThat(api.as("close")
                        .data(common, other)
                        .at("/user/likesInCommon/totalCount")
                        .asInt())
                .isZero();
    }
}
