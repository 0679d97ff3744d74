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

    /** In Ireland, video 2 is liked most; elsewhere video 3. */
    @BeforeEach
    void given() {
        world.clear();
        world.people("ada", "gina").set("ada", "region", "IE").aged("ada", 30).aged("gina", 30);
        world.video(1, "gina", "one like").video(2, "gina", "two likes").video(3, "gina", "French");
        world.like("i1", 1).like("i1", 2).like("i2", 2);
        for (int french = 0; french < 5; french++) {
            world.like("f" + french, 3).set("f" + french, "region", "FR").aged("f" + french, 30);
        }
        world.set("i1", "region", "IE").set("i2", "region", "IE").aged("i1", 40).aged("i2", 50);
    }

    @Test
    void aNewcomerSeesWhatIsPopularInTheirRegion() {
        JsonNode page = page(api.as("ada"), 10);
        assertThat(captions(page)).containsExactly("two likes", "one like");
        assertThat(reasons(page)).containsOnly("Popular in your region.");
        JsonNode entry = page.at("/edges/0/node");
        assertThat(entry.at("/reason/kind").asString()).isEqualTo("POPULAR_IN_REGION");
        assertThat(entry.path("activities").isEmpty()).isTrue();
        assertThat(entry.path("at").isNull()).isTrue();
    }

    @Test
    void aNewcomerWithoutARegionSeesWhatIsPopularAnywhere() {
        world.set("ada", "region", null);
        JsonNode page = page(api.as("ada"), 10);
        assertThat(captions(page)).containsExactly("French", "two likes", "one like");
        assertThat(page.at("/edges/0/node/reason/kind").asString()).isEqualTo("POPULAR");
        world.set("ada", "region", "DE").forgetEverythingCached();
        assertThat(captions(page(api.as("ada"), 10))).startsWith("French");
    }

    @Test
    void onlyPublicVideosOfTheSameSideOfAdulthoodWithVisibleLikesArePopular() {
        world.hideLikes(2);
        assertThat(captions(page(api.as("ada"), 10))).containsExactly("one like");
        world.forgetEverythingCached().aged("gina", 15);
        assertThat(captions(page(api.as("ada"), 10))).isEmpty();
        world.forgetEverythingCached().aged("gina", 30).audience(1, "FRIENDS").friends("i2", "gina");
        world.video(4, "gina", "new");
        assertThat(captions(page(api.as("ada"), 10))).doesNotContain("one like", "two likes");
    }

    @Test
    void whatAdultsLikeIsNotPopularAmongMinors() {
        world.aged("ada", 15);
        assertThat(captions(page(api.as("ada"), 10))).isEmpty();
        world.aged("kid", 15)
                .set("kid", "region", "IE")
                .aged("author", 14)
                .video(9, "author", "school")
                .like("kid", 9);
        world.forgetEverythingCached();
        assertThat(captions(page(api.as("ada"), 10))).containsExactly("school");
    }

    @Test
    void aBlockHidesAPopularVideoAtOnceAlthoughTheListIsKept() {
        assertThat(captions(page(api.as("ada"), 10))).hasSize(2);
        world.block("gina", "ada");
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
        assertThat(all).containsExactly("one like", "two likes");
        assertThat(reasons(page(api.as("ada"), 10))).containsExactly("ben liked this.", "Popular in your region.");
    }

    @Test
    void aListIsMadeOnceForAllUsersOfARegionAndBand() {
        page(api.as("ada"), 10);
        Api.Answer again = api.as("i1").header("Mutuals-Proof", "1").ask(FeedCalls.PAGE, Map.of("first", 5));
        assertThat(again.proof("neo4jQueries")).as(again.body()).isEqualTo(2);
    }
}
