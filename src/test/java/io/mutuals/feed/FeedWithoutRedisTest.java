package io.mutuals.feed;

import static io.mutuals.feed.FeedCalls.captions;
import static io.mutuals.feed.FeedCalls.next;
import static io.mutuals.feed.FeedCalls.page;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.WithoutRedisTest;
import io.mutuals.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Without Redis, feeds have the same pages. */
@WithoutRedisTest
class FeedWithoutRedisTest {

    private final Api api;
    private final World world;

    FeedWithoutRedisTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @Test
    void pagesAreThoseOfTheFirstPagesFeed() {
        world.clearGraph();
        world.friends("ada", "ben", "cleo")
                .people("gina")
                .set("ada", "region", "IE")
                .set("hugo", "region", "IE");
        world.video(99, "gina", "popular").like("hugo", 99);
        for (String fan : List.of("ida", "jan", "kim", "lea")) {
            world.like(fan, 99).set(fan, "region", "IE");
        }
        for (int video = 1; video <= 12; video++) {
            world.video(video, "gina", "clip " + video)
                    .like(video % 3 == 0 ? "ben" : "cleo", video)
                    .repost("ben", 1 + video / 2, null);
        }
        for (String order : List.of("LATEST", "RANKED")) {
            List<String> all = captions(page(api.as("ada"), 50, null, order));
            assertThat(all).hasSize(13).endsWith("popular");
            List<String> paged = new ArrayList<>();
            String after = null;
            do {
                JsonNode page = page(api.as("ada"), 5, after, order);
                paged.addAll(captions(page));
                after = next(page);
                world.video(1000L + world.number("ada") + paged.size() + order.length() * 100L, "cleo", "new");
            } while (after != null);
            assertThat(paged).as(order).isEqualTo(all);
            world.run("MATCH (v:Video {caption: 'new'}) DETACH DELETE v", Map.of());
        }
    }
}
