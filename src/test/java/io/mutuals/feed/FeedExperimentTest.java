package io.mutuals.feed;

import static io.mutuals.experiment.Experiments.change;
import static io.mutuals.experiment.Experiments.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.api.Cursor;
import io.mutuals.experiment.Experiments;
import io.mutuals.experiment.Laboratory;
import io.mutuals.experiment.journal.Journal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Experiments on the feed decide its strategy, and count those who were shown it. */
@MutualsTest
class FeedExperimentTest {

    private final Api api;
    private final World world;
    private final Laboratory lab;
    private final Journal journal;

    FeedExperimentTest(Api api, World world, Laboratory lab, Journal journal) {
        this.api = api;
        this.world = world;
        this.lab = lab;
        this.journal = journal;
    }

    /** Video 1 has the most friends, video 2 the latest activity. */
    @BeforeEach
    void given() {
        lab.clear();
        world.people("lab").friends("ada", "ben", "cleo", "dario").people("gina");
        world.video(1, "gina", "most").video(2, "gina", "latest").video(3, "gina", "last");
        world.like("ben", 1).like("cleo", 1).like("dario", 1).like("ben", 3).like("ben", 2);
    }

    @AfterEach
    void end() {
        lab.end();
    }

    @Test
    void anExperimentDecidesTheStrategyAndExposesAtThePointOfUse() {
        lab.begin(draft("order"));
        page("LATEST", null);
        journal.writeAll();
        assertThat(exposures()).isEmpty();

        JsonNode first = page("RANKED", null);
        String strategy = first.path("strategy").asString();
        assertThat(strategy).isIn("latest", "most-friends");
        assertThat(first.at("/nodes/0/video/caption").asString())
                .isEqualTo(strategy.equals("latest") ? "latest" : "most");
        journal.writeAll();
        assertThat(exposures()).containsExactly(world.number("ada"));
    }

    @Test
    void pagingThatBeganInAStoppedExperimentEndsInItsFeed() {
        lab.begin(draft("order"));
        JsonNode first = page("RANKED", null);
        change(lab.caller(), "stopExperiment", Map.of("key", "order"));
        assertThat(page("RANKED", first.at("/pageInfo/endCursor").asString()).path("strategy"))
                .isEqualTo(first.path("strategy"));
        assertThat(page("RANKED", null).path("strategy").asString()).isEqualTo("close-friends");
    }

    @Test
    void pagingThatBeganInAKilledExperimentGoesOnInTheStandardStrategy() {
        lab.begin(draft("again"));
        JsonNode other = page("RANKED", null);
        change(lab.caller(), "killExperiment", Map.of("key", "again"));
        JsonNode next = page("RANKED", other.at("/pageInfo/endCursor").asString());
        assertThat(next.path("strategy").asString()).isEqualTo("close-friends");
        assertThat(next.at("/nodes/0/video/caption")).isNotEqualTo(other.at("/nodes/0/video/caption"));
    }

    @Test
    void aKilledExperimentSkipsAndRepeatsNoVideoWhereverItsFeedWasLeft() {
        for (String strategy : List.of("latest", "most-friends")) {
            for (int shown = 1; shown <= 2; shown++) {
                String key = strategy + shown;
                Map<String, @Nullable Object> draft = draft(key);
                draft.put("variants", List.of(variant("one", strategy), variant("other", strategy)));
                lab.begin(draft);
                List<String> all = new ArrayList<>();
                String after = null;
                for (int turn = 0; turn < 3; turn++) {
                    if (turn == shown) {
                        change(lab.caller(), "killExperiment", Map.of("key", key));
                    }
                    JsonNode page = page("RANKED", after);
                    assertThat(page.path("strategy").asString()).isEqualTo(turn < shown ? strategy : "close-friends");
                    all.add(page.at("/nodes/0/video/caption").asString());
                    after = page.at("/pageInfo/endCursor").asString();
                }
                assertThat(all).as(key).containsExactlyInAnyOrder("most", "latest", "last");
            }
        }
    }

    @Test
    void aCursorNeitherTellsNorChoosesTheStrategy() {
        String end = page("RANKED", null).at("/pageInfo/endCursor").asString();
        String plain = new String(Base64.getUrlDecoder().decode(end), StandardCharsets.UTF_8);
        assertThat(plain).doesNotContain("close-friends");
        for (String made : List.of(end, Cursor.encode("feed.ranked", 5, Instant.now(), 0, 999, Instant.EPOCH))) {
            JsonNode next = page("RANKED", made);
            assertThat(next.path("strategy").asString()).isEqualTo("close-friends");
            assertThat(next.path("nodes")).hasSize(1);
        }
    }

    @Test
    void anExperimentOnSuggestionsDoesNotDecideTheFeedNorTheOtherWayRound() {
        lab.begin(Experiments.draft("people"));
        assertThat(page("RANKED", null).path("strategy").asString()).isEqualTo("close-friends");
        lab.begin(draft("order"));
        journal.writeAll();
        assertThat(world.values("MATCH (e:Experiment {key: 'order'}) RETURN e.surface"))
                .containsExactly("FEED");
    }

    @Test
    void anExperimentThatWasStoredBeforeThereWasAFeedIsOneOnSuggestions() {
        Experiments.create(lab.caller(), Experiments.draft("people"));
        world.run("MATCH (e:Experiment) REMOVE e.surface", Map.of());
        assertThat(lab.caller()
                        .data("{ experiment(key: \"people\") { surface } }")
                        .at("/experiment/surface")
                        .asString())
                .isEqualTo("SUGGESTIONS");
    }

    @Test
    void whatTheFeedCannotDoIsRefused() {
        Map<String, @Nullable Object> draft = draft("wrong");
        draft.put("variants", List.of(variant("control", "people-you-may-know"), variant("other", "latest")));
        assertThat(code(Experiments.create(lab.caller(), draft))).isEqualTo("UNKNOWN_STRATEGY");
        draft = draft("wrong");
        draft.put("kind", "INTERLEAVING");
        assertThat(code(Experiments.create(lab.caller(), draft))).isEqualTo("INVALID_VALUE");
        draft = draft("wrong");
        draft.put(
                "variants",
                List.of(
                        variant("control", "latest"),
                        Map.of("key", "other", "strategy", "most-friends", "explore", 0.5)));
        assertThat(code(Experiments.create(lab.caller(), draft))).isEqualTo("INVALID_VALUE");
    }

    @Test
    void theStrategiesAreListed() {
        JsonNode listed = lab.caller()
                .data("{ feedStrategies { name ranker isStandard } }")
                .path("feedStrategies");
        assertThat(listed.findValuesAsString("name")).containsExactly("close-friends", "latest", "most-friends");
        assertThat(listed.findValuesAsString("ranker")).containsExactly("affinity", "latest", "most-friends");
        assertThat(listed.at("/0/isStandard").asBoolean()).isTrue();
    }

    private static Map<String, @Nullable Object> draft(String key) {
        Map<String, @Nullable Object> draft = Experiments.draft(key);
        draft.put("surface", "FEED");
        draft.put("layer", "feed");
        draft.put("variants", List.of(variant("control", "latest"), variant("most", "most-friends")));
        return draft;
    }

    private static Map<String, Object> variant(String key, String strategy) {
        return Map.of("key", key, "strategy", strategy);
    }

    private List<Object> exposures() {
        return world.values("MATCH (e:Exposure) RETURN e.viewer");
    }

    private JsonNode page(String order, @Nullable String after) {
        Map<String, @Nullable Object> variables = new HashMap<>();
        variables.put("order", order);
        variables.put("after", after);
        return api.as("ada", "experimenter")
                .data(
                        "query ($order: FeedOrder!, $after: String) { viewer { "
                                + "feed(first: 1, order: $order, after: $after) "
                                + "{ nodes { video { caption } } pageInfo { endCursor } strategy } } }",
                        variables)
                .at("/viewer/feed");
    }
}
