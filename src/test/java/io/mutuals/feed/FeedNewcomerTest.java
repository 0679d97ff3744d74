package io.mutuals.feed;

import static io.mutuals.feed.FeedCalls.captions;
import static io.mutuals.feed.FeedCalls.next;
import static io.mutuals.feed.FeedCalls.page;
import static io.mutuals.feed.FeedCalls.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Where friends did too little, the feed goes on with popular videos, and says so. */
@MutualsTest
class FeedNewcomerTest {

    private final Api api;
    private final World world;

    FeedNewcomerTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    /** In Ireland, six like video 2 and five video 1; elsewhere seven like video 3. Video 4 is new, and of one like. */
    @BeforeEach
    void given() {
        world.clear();
        world.people("ada", "gina").set("ada", "region", "IE").aged("ada", 30).aged("gina", 30);
        world.video(1, "gina", "five likes").video(2, "gina", "six likes").video(3, "gina", "French");
        world.video(4, "gina", "one like");
        for (int fan = 1; fan <= 6; fan++) {
            world.set("i" + fan, "region", "IE").aged("i" + fan, 40).like("i" + fan, 2);
            if (fan < 6) {
                world.like("i" + fan, 1);
            }
        }
        world.like("i1", 4);
        for (int french = 0; french < 7; french++) {
            world.like("f" + french, 3).set("f" + french, "region", "FR").aged("f" + french, 30);
        }
    }

    @Test
    void aNewcomerSeesWhatIsPopularInTheirRegionAndThenWhatIsNew() {
        JsonNode page = page(api.as("ada"), 10);
        assertThat(captions(page)).containsExactly("six likes", "five likes", "one like", "French");
        assertThat(reasons(page)).containsExactly("Popular in your region.", "Popular in your region.", "New.", "New.");
        for (int index : List.of(0, 2)) {
            JsonNode entry = page.path("edges").path(index).path("node");
            assertThat(entry.at("/reason/kind").asString()).isEqualTo(index == 0 ? "POPULAR_IN_REGION" : "NEW");
            assertThat(entry.path("activities").isEmpty()).isTrue();
            assertThat(entry.path("at").isNull()).isTrue();
        }
    }

    @Test
    void aNewcomerWithoutARegionSeesWhatIsPopularAnywhere() {
        world.set("ada", "region", null);
        JsonNode page = page(api.as("ada"), 10);
        assertThat(popular(page)).containsExactly("French", "six likes", "five likes");
        assertThat(page.at("/edges/0/node/reason/kind").asString()).isEqualTo("POPULAR");
        world.set("ada", "region", "DE").forgetEverythingCached();
        assertThat(captions(page(api.as("ada"), 10))).startsWith("French");
    }

    @Test
    void whatFewerThanFiveUsersLikeIsNotPopularSoThatAListTellsNoOnesLikes() {
        world.run("MATCH (u:User)-[l:LIKED]->() WHERE u.region IN ['IE', 'FR'] DELETE l", Map.of());
        for (int video = 1; video <= 3; video++) {
            world.like("i1", video);
        }
        assertThat(reasons(page(api.as("ada"), 10))).hasSize(4).containsOnly("New.");
        // The author is none of the five.
        for (String fan : List.of("i2", "i3", "i4", "gina")) {
            world.like(fan, 1).set(fan, "region", "IE");
        }
        world.forgetEverythingCached();
        assertThat(popular(page(api.as("ada"), 10))).isEmpty();
        // Nor does a like and a repost of the same user make two.
        world.repost("i4", 1, null).forgetEverythingCached();
        assertThat(popular(page(api.as("ada"), 10))).isEmpty();
        world.like("i5", 1).forgetEverythingCached();
        assertThat(popular(page(api.as("ada"), 10))).containsExactly("five likes");
    }

    @Test
    void usersWhoDoNotLetTheirTasteCountMakeNothingPopular() {
        world.set("i1", "suggestByVideoTaste", false);
        assertThat(popular(page(api.as("ada"), 10))).containsExactly("six likes");
    }

    @Test
    void onlyPublicVideosOfTheSameSideOfAdulthoodWithVisibleLikesArePopular() {
        world.hideLikes(2);
        assertThat(popular(page(api.as("ada"), 10))).containsExactly("five likes");
        world.forgetEverythingCached().aged("gina", 15);
        assertThat(captions(page(api.as("ada"), 10))).isEmpty();
        world.forgetEverythingCached().aged("gina", 30).audience(1, "FRIENDS").friends("i2", "gina");
        world.video(5, "gina", "new");
        assertThat(popular(page(api.as("ada"), 10))).doesNotContain("five likes", "six likes");
        assertThat(captions(page(api.as("ada"), 10))).startsWith("French").contains("new", "six likes");
    }

    @Test
    void whatAdultsLikeIsNotPopularAmongMinors() {
        world.aged("ada", 15);
        assertThat(captions(page(api.as("ada"), 10))).isEmpty();
        world.aged("author", 14).video(9, "author", "school");
        for (int kid = 0; kid < 5; kid++) {
            world.aged("kid" + kid, 15).set("kid" + kid, "region", "IE").like("kid" + kid, 9);
        }
        world.forgetEverythingCached();
        assertThat(popular(page(api.as("ada"), 10))).containsExactly("school");
    }

    @Test
    void aBlockHidesAPopularVideoAtOnceAlthoughTheListIsKept() {
        assertThat(captions(page(api.as("ada"), 10))).hasSize(4);
        world.block("gina", "ada");
        assertThat(captions(page(api.as("ada"), 10))).isEmpty();
    }

    @Test
    void whatChangesAVideosPlaceHoldsAtOnceAlthoughTheListIsKept() {
        assertThat(captions(page(api.as("ada"), 10))).hasSize(4);
        assertThat(captions(page(api.as("gina"), 10))).isEmpty();
        world.hideLikes(2).audience(4, "FRIENDS");
        assertThat(captions(page(api.as("ada"), 10))).containsExactly("five likes", "French");
        world.assured("gina", 13);
        assertThat(captions(page(api.as("ada"), 10))).isEmpty();
    }

    @Test
    void popularVideosFollowWhatFriendsDidAndNoneComesTwice() {
        world.friends("ada", "ben").like("ben", 1);
        List<String> all = new ArrayList<>();
        String after = null;
        do {
            JsonNode page = page(api.as("ada"), 1, after, "LATEST");
            all.addAll(captions(page));
            after = next(page);
        } while (after != null);
        assertThat(all).containsExactly("five likes", "six likes", "one like", "French");
        assertThat(reasons(page(api.as("ada"), 10)))
                .containsExactly("ben liked this.", "Popular in your region.", "New.", "New.");
    }

    @Test
    void aVideoThatWasPublishedSinceTheFirstPageIsInNoLaterOneThoughTheFeedIsMadeAgain() {
        JsonNode first = page(api.as("ada"), 2);
        assertThat(api.as("gina")
                        .data(
                                "mutation { publishVideo(input: {clientVideoId: \"late\", caption: \"late\", "
                                        + "audience: PUBLIC}) { userErrors { code } } }",
                                Map.of())
                        .at("/publishVideo/userErrors"))
                .isEmpty();
        world.forgetEverythingCached();
        assertThat(captions(page(api.as("ada"), 10, next(first), "LATEST"))).containsExactly("one like", "French");
        assertThat(captions(page(api.as("ada"), 10))).hasSize(5).element(2).isEqualTo("late");
    }

    @Test
    void aListIsMadeOnceForAllUsersOfARegionAndBand() {
        page(api.as("ada"), 10);
        Api.Answer again = api.as("i1").header("Mutuals-Proof", "1").ask(FeedCalls.PAGE, Map.of("first", 5));
        assertThat(again.proof("neo4jQueries")).as(again.body()).isEqualTo(2);
    }

    /** Returns the captions of the entries that are said to be popular. */
    private static List<String> popular(JsonNode page) {
        List<String> captions = new ArrayList<>();
        page.path("edges").forEach(edge -> {
            if (edge.at("/node/reason/kind").asString().startsWith("POPULAR")) {
                captions.add(edge.at("/node/video/caption").asString());
            }
        });
        return captions;
    }
}
