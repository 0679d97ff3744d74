package io.mutuals.experiment.journal;

import static io.mutuals.experiment.Experiments.change;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.CountedTest;
import io.mutuals.LocalTokens;
import io.mutuals.Mutations;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.experiment.Laboratory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What viewers do with videos of suggested users, as outcomes of experiments. */
@CountedTest
class VideoOutcomesApiTest {

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final Journal journal;
    private final Laboratory lab;

    VideoOutcomesApiTest(Api api, World world, TestClock clock, Journal journal, Laboratory lab) {
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.journal = journal;
        this.lab = lab;
    }

    @BeforeEach
    void given() {
        lab.clearForFirst();
    }

    @AfterEach
    void end() {
        lab.end();
    }

    @Test
    void whatAViewerDoesWithAVideoOfASuggestedUserCountsOnceForEachKind() {
        world.video(700, "dora", "Rain").video(701, "dora", "Snow").video(702, "ben", "Hail");
        likes("ada", 700);
        journal.writeAll();
        lab.looks("ada");
        journal.writeAll();
        assertThat(videoCounts()).as("before the suggestion").containsExactly(0, 0, 0);

        clock.pass(Duration.ofHours(1));
        does("ada", "unlikeVideo", video(700));
        likes("ada", 702);
        journal.writeAll();
        assertThat(videoCounts()).as("of a user who was not suggested").containsExactly(0, 0, 0);

        likes("ada", 700);
        likes("ada", 700);
        likes("ada", 701);
        does("ada", "repostVideo", video(701));
        comments("ada", 700, "c-1");
        comments("ada", 700, "c-1");
        comments("ada", 701, "c-2");
        likes("dora", 700);
        journal.writeAll();
        journal.writeAll();
        assertThat(videoCounts()).containsExactly(1, 1, 1);
        assertThat(world.values("MATCH (o:Outcome) WHERE o.kind IN ['LIKES', 'COMMENTS', 'REPOSTS'] "
                        + "RETURN DISTINCT [o.viewer, o.candidate]"))
                .containsExactly(List.of(world.number("ada"), world.number("dora")));

        world.video(703, "eve", "Sleet");
        clock.pass(Duration.ofDays(8));
        likes("ada", 703);
        journal.writeAll();
        assertThat(videoCounts()).as("after the window").containsExactly(1, 1, 1);
    }

    @Test
    void aLikeOfAVideoThatASuggestedUserSharedCountsForADay() {
        world.video(700, "ben", "Rain").video(701, "ben", "Snow").direct(900, "ada", "dora");
        world.shares(900, "dora", 700).shares(900, "ada", 701);
        world.run(
                "MATCH (m:Message {conversationId: 900}) SET m.sentAt = $at",
                Map.of("at", clock.instant().atZone(ZoneOffset.UTC)));
        lab.looks("ada");
        likes("ada", 701);
        journal.writeAll();
        assertThat(videoCounts()).as("shared by the viewer").containsExactly(0, 0, 0);

        clock.pass(Duration.ofHours(23));
        does("ada", "repostVideo", video(700));
        journal.writeAll();
        assertThat(videoCounts()).containsExactly(0, 0, 1);

        clock.pass(Duration.ofHours(2));
        likes("ada", 700);
        journal.writeAll();
        assertThat(videoCounts()).as("a day after the share").containsExactly(0, 0, 1);
    }

    @Test
    void aLikeCostsNoMoreQueriesOrCallsWithAnExperiment() {
        world.video(700, "dora", "Rain").video(701, "dora", "Snow");
        lab.looks("ada");
        String like = "mutation ($video: ID!) { likeVideo(input: {videoId: $video}) { userErrors { code } } }";
        Api.Answer with = api.as("ada").header("Mutuals-Proof", "1").ask(like, Map.of("video", World.id("vid", 700)));
        change(lab.caller(), "killExperiment", Map.of("key", "first"));
        Api.Answer without =
                api.as("ada").header("Mutuals-Proof", "1").ask(like, Map.of("video", World.id("vid", 701)));
        assertThat(with.proof("neo4jQueries")).isEqualTo(without.proof("neo4jQueries"));
        assertThat(with.proof("redisCalls")).isEqualTo(without.proof("redisCalls"));
    }

    @Test
    void aLikeOfWhichThePlatformTellsCountsFromItsTime() {
        world.video(700, "dora", "Rain").video(701, "dora", "Snow");
        lab.looks("ada");
        clock.pass(Duration.ofHours(1));
        world.run("""
                MATCH (ada:User {handle: 'ada'})
                MATCH (one:Video {id: 700})
                MATCH (other:Video {id: 701})
                CREATE (:PlatformKey {kind: 'USER', key: 'u'})-[:NAMES]->(ada)
                CREATE (:PlatformKey {kind: 'VIDEO', key: 'one'})-[:NAMES]->(one)
                CREATE (:PlatformKey {kind: 'VIDEO', key: 'other'})-[:NAMES]->(other)
                """, Map.of());
        told("one", clock.instant().minus(Duration.ofHours(2)));
        journal.writeAll();
        assertThat(videoCounts()).as("liked before the suggestion was seen").containsExactly(0, 0, 0);

        told("other", clock.instant());
        told("other", clock.instant());
        journal.writeAll();
        assertThat(videoCounts()).containsExactly(1, 0, 0);
    }

    private void told(String videoKey, Instant at) {
        Map<String, Object> row =
                Map.of("userKey", "u", "videoKey", videoKey, "liked", true, "changedAt", at.toString());
        JsonNode told = Mutations.does(
                api.with(LocalTokens.mint("the back end", Duration.ofHours(1), "platform")),
                "putLikes",
                Map.of("rows", List.of(row)),
                "rows { outcome }");
        assertThat(told.at("/rows/0/outcome").asString()).isEqualTo("APPLIED");
    }

    private void likes(String handle, long video) {
        does(handle, "likeVideo", video(video));
    }

    private void comments(String handle, long video, String key) {
        does(
                handle,
                "createComment",
                Map.of("videoId", World.id("vid", video), "body", "Lovely!", "clientCommentId", key));
    }

    private void does(String handle, String mutation, Map<String, Object> input) {
        assertThat(Mutations.code(Mutations.does(api.as(handle), mutation, input, "clientMutationId")))
                .isEmpty();
    }

    private static Map<String, Object> video(long video) {
        return Map.of("videoId", World.id("vid", video));
    }

    private List<Integer> videoCounts() {
        JsonNode variants = lab.caller().data("""
                        { experiment(key: "first") { results { variants {
                          people funnel { likes comments reposts } } } } }""").at("/experiment/results/variants");
        JsonNode funnel =
                variants.get(variants.get(0).get("people").asInt() > 0 ? 0 : 1).get("funnel");
        return funnel.valueStream().map(JsonNode::asInt).toList();
    }
}
