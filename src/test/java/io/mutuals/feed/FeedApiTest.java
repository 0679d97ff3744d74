package io.mutuals.feed;

import static io.mutuals.feed.FeedCalls.captions;
import static io.mutuals.feed.FeedCalls.does;
import static io.mutuals.feed.FeedCalls.next;
import static io.mutuals.feed.FeedCalls.page;
import static io.mutuals.feed.FeedCalls.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.api.Cursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The feed shows what friends did with videos, and nothing that the viewer may not see. */
@MutualsTest
class FeedApiTest {

    private final Api api;
    private final World world;

    FeedApiTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben", "cleo", "dario", "erin").people("gina", "hugo");
    }

    @Test
    void aVideoIsOneEntryThatSaysWhoDidWhat() {
        world.video(1, "gina", "first").video(2, "cleo", "second");
        world.like("cleo", 1)
                .repost("ben", 1, null)
                .comment(10, "cleo", 1, "Ha!")
                .comment(11, "cleo", 1, "Again!");
        world.repost("dario", 1, "Look").repost("erin", 1, null).like("hugo", 1).like("ada", 1);

        JsonNode page = page(api.as("ada"), 10);
        assertThat(captions(page)).containsExactly("first", "second");
        assertThat(reasons(page)).containsExactly("erin and 2 friends reposted this.", "cleo published this.");
        JsonNode entry = page.at("/edges/0/node");
        assertThat(entry.at("/reason/kind").asString()).isEqualTo("FRIENDS_REPOSTED");
        assertThat(entry.path("activities").valueStream().map(FeedApiTest::summary))
                .containsExactly("REPOSTED 3 [erin, dario, ben]", "COMMENTED 1 [cleo]", "LIKED 1 [cleo]");
        assertThat(entry.path("at")).isEqualTo(entry.at("/activities/0/at"));
        assertThat(page.at("/edges/1/node/reason/kind").asString()).isEqualTo("FRIEND_PUBLISHED");
        assertThat(page.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
        assertThat(page.path("strategy").isNull()).isTrue();
    }

    @Test
    void aLikeThatIsTakenBackIsGoneAndTheEntryStandsWhereTheRestOfItStands() {
        world.video(1, "gina", "first").video(2, "gina", "second");
        world.like("ben", 1).like("cleo", 2);
        does(api.as("ben"), "likeVideo", 2);
        does(api.as("dario"), "repostVideo", 1);
        assertThat(captions(page(api.as("ada"), 10))).containsExactly("first", "second");
        does(api.as("dario"), "undoRepost", 1);
        assertThat(captions(page(api.as("ada"), 10))).containsExactly("second", "first");
        does(api.as("ben"), "unlikeVideo", 2);
        does(api.as("ben"), "unlikeVideo", 1);
        assertThat(captions(page(api.as("ada"), 10))).startsWith("second");
        assertThat(reasons(page(api.as("ada"), 10))).startsWith("cleo liked this.");
    }

    @Test
    void whatTheViewerMayNotSeeIsAbsent() {
        world.video(1, "gina", "public").video(2, "gina", "of friends").audience(2, "FRIENDS");
        world.video(3, "ben", "for close friends").audience(3, "CLOSE_FRIENDS");
        world.video(4, "ben", "his alone").audience(4, "ONLY_ME");
        world.video(5, "hugo", "of a blocked user").block("hugo", "ada");
        world.video(6, "ben", "for friends").audience(6, "FRIENDS");
        world.video(7, "gina", "of hidden likes").hideLikes(7);
        for (long video : List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L)) {
            world.like("cleo", video);
        }
        // Likes of the last one are hidden, but it is public: it is new.
        assertThat(captions(page(api.as("ada"), 10))).containsExactly("for friends", "public", "of hidden likes");
        assertThat(reasons(page(api.as("ada"), 10))).containsExactly("cleo liked this.", "cleo liked this.", "New.");
        world.closeFriends("ben", "ada");
        assertThat(captions(page(api.as("ada"), 10)))
                .containsExactlyInAnyOrder("for friends", "for close friends", "public", "of hidden likes");
        world.repost("cleo", 7, null);
        JsonNode first = page(api.as("ada"), 10).at("/edges/0/node");
        assertThat(first.at("/video/caption").asString()).isEqualTo("of hidden likes");
        assertThat(first.path("activities")).hasSize(1);
    }

    @Test
    void commentsInThreadsOfHiddenUsersAndThoseThatAwaitApprovalAreAbsent() {
        world.video(1, "gina", "answered").video(2, "gina", "waiting").video(3, "gina", "deleted");
        world.comment(10, "hugo", 1, "First!").answer(11, "ben", 10, "Second!");
        world.comment(20, "ben", 2, "Hm").comment(30, "ben", 3, "Hm");
        world.run("MATCH (c:Comment {id: 20}) SET c.state = 'PENDING' REMOVE c.topOf", Map.of());
        world.run("MATCH (c:Comment {id: 30}) SET c.state = 'DELETED'", Map.of());
        assertThat(reasons(page(api.as("ada"), 1))).containsExactly("ben commented on this.");
        world.block("hugo", "ada");
        assertThat(reasons(page(api.as("ada"), 10))).doesNotContain("ben commented on this.");
    }

    @Test
    void aFriendshipThatEndsTakesItsActivitiesAlong() {
        world.video(1, "gina", "first").like("ben", 1).like("cleo", 1);
        assertThat(reasons(page(api.as("ada"), 1))).containsExactly("cleo and ben liked this.");
        world.block("ada", "cleo");
        assertThat(reasons(page(api.as("ada"), 1))).containsExactly("ben liked this.");
    }

    @Test
    void pagesNeitherRepeatNorSkipWhileTheFeedGrows() {
        for (int video = 1; video <= 30; video++) {
            world.video(video, "gina", "clip " + video).like(video % 2 == 0 ? "ben" : "cleo", video);
        }
        for (boolean isKept : List.of(true, false)) {
            List<String> all = captions(page(api.as("ada"), 100));
            List<String> paged = new ArrayList<>();
            String after = null;
            int turn = 0;
            do {
                JsonNode page = page(api.as("ada"), 4, after, "LATEST");
                assertThat(page.at("/pageInfo/hasPreviousPage").asBoolean()).isEqualTo(after != null);
                paged.addAll(captions(page));
                after = next(page);
                // What has been on a page, what will be, and what is new.
                turn++;
                String friend = turn % 2 == 0 ? "dario" : "erin";
                does(api.as(friend), "repostVideo", 30L - turn);
                does(api.as(friend), "likeVideo", turn);
                publishes(friend, "new " + isKept + turn);
                if (!isKept) {
                    world.forgetEverythingCached();
                }
            } while (after != null);
            assertThat(paged).as("kept: %s", isKept).isEqualTo(all);
        }
    }

    @Test
    void aVideoDoesNotComeAgainWhenWhatPlacedItIsTakenBackBetweenPages() {
        for (int video = 1; video <= 10; video++) {
            world.video(video, "gina", "clip " + video).like("cleo", video);
        }
        does(api.as("ben"), "repostVideo", 1);
        JsonNode first = page(api.as("ada"), 3);
        assertThat(captions(first)).containsExactly("clip 1", "clip 10", "clip 9");
        does(api.as("ben"), "undoRepost", 1);
        does(api.as("cleo"), "unlikeVideo", 7);
        JsonNode second = page(api.as("ada"), 10, next(first), "LATEST");
        assertThat(captions(second)).containsExactly("clip 8", "clip 6", "clip 5", "clip 4", "clip 3", "clip 2");
    }

    @Test
    void invalidArgumentsAreRefusedWithCodes() {
        world.video(1, "gina", "first")
                .video(2, "gina", "second")
                .like("ben", 1)
                .like("ben", 2);
        String cursor = page(api.as("ada"), 1).at("/edges/0/cursor").asString();
        assertThat(ask(Map.of("first", 0)).code()).isEqualTo("INVALID_PAGE");
        assertThat(ask(Map.of("first", 101)).code()).isEqualTo("INVALID_PAGE");
        assertThat(ask(Map.of("first", 1, "after", "x")).code()).isEqualTo("INVALID_CURSOR");
        assertThat(ask(Map.of("first", 1, "after", cursor, "order", "RANKED")).code())
                .isEqualTo("INVALID_CURSOR");
        Instant now = Instant.now();
        for (String order : List.of("LATEST", "RANKED")) {
            String list = "feed." + order.toLowerCase(Locale.ROOT);
            for (Object index : List.of(-5, -1, Integer.MAX_VALUE, Long.MAX_VALUE, "x".repeat(70_000))) {
                String made = Cursor.encode(list, 5, now, index, 1, now);
                assertThat(ask(Map.of("first", 1, "after", made, "order", order))
                                .code())
                        .isEqualTo("INVALID_CURSOR");
            }
        }
        assertThat(ask(Map.of("first", 1, "order", "RANKED", "strategy", "latest"))
                        .code())
                .isEqualTo("FORBIDDEN");
    }

    private void publishes(String handle, String caption) {
        JsonNode published = api.as(handle)
                .data(
                        "mutation ($key: String!) { publishVideo(input: {clientVideoId: $key, caption: $key, "
                                + "audience: PUBLIC}) { userErrors { code } } }",
                        Map.of("key", caption));
        assertThat(published.at("/publishVideo/userErrors").isEmpty()).isTrue();
    }

    private Api.Answer ask(Map<String, ?> variables) {
        return api.as("ada").ask(FeedCalls.PAGE, variables);
    }

    private static String summary(JsonNode activity) {
        return activity.path("kind").asString() + " "
                + activity.path("friendCount").asInt() + " "
                + activity.path("friends")
                        .valueStream()
                        .map(friend -> friend.path("handle").asString())
                        .toList();
    }
}
