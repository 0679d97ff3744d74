package io.mutuals.video;

import static io.mutuals.Mutations.code;
import static io.mutuals.Mutations.does;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.changelog.ChangeLog;
import io.mutuals.changelog.Fact;
import io.mutuals.neo4j.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neo4j.driver.Driver;
import org.neo4j.driver.summary.ProfiledPlan;

/** Changing and reading the marks of a video costs the same however many users have marked it. */
@MutualsTest
class VideoMarkPlansTest {

    private static final int MANY = 5_000;
    private static final long OF_TEN = 1;
    private static final long OF_MANY = 2;

    private final Driver driver;
    private final World world;
    private final Api api;

    VideoMarkPlansTest(Driver driver, World world, Api api) {
        this.driver = driver;
        this.world = world;
        this.api = api;
    }

    @ParameterizedTest
    @EnumSource
    void aVideoThatManyMarkedCostsNoMoreThanOneThatTenDid(VideoMark mark) {
        given(mark);
        List<Statement> changing = VideoMarkRepository.changing(mark);
        hits(changing, OF_TEN); // creates the shard of the log
        List<Long> ten = hits(changing, OF_TEN);
        assertThat(ten).hasSize(3).allMatch(hits -> hits < 100);
        assertThatManyCostNoMore(changing, ten);
    }

    @Test
    void readingTheMarksOfAVideoCostsTheSameHoweverManyThereAre() {
        for (VideoMark mark : new VideoMark[] {VideoMark.LIKE, VideoMark.REPOST}) {
            given(mark);
            world.friends("ada", "ben", "dan");
            world.run(
                    "MATCH (user:User {handle: 'ben'}) MATCH (video:Video) CREATE (user)-[:%s {at: $at}]->(video)"
                            .formatted(mark.relationship()),
                    Map.of("at", World.NOON.atZone(ZoneOffset.UTC)));
            List<Statement> reading = mark == VideoMark.LIKE
                    ? List.of(LikeRepository.LIKES, LikeRepository.FRIENDS, VideoFactsRepository.VIDEOS)
                    : List.of(RepostRepository.REPOSTS, RepostRepository.FRIENDS);
            List<Long> ten = hits(reading, OF_TEN);
            assertThat(ten).allMatch(hits -> hits < 200);
            assertThatManyCostNoMore(reading, ten);
        }
    }

    private void assertThatManyCostNoMore(List<Statement> statements, List<Long> ten) {
        List<Long> many = hits(statements, OF_MANY);
        for (int statement = 0; statement < ten.size(); statement++) {
            assertThat(many.get(statement))
                    .as(statements.get(statement).name())
                    .isLessThanOrEqualTo(ten.get(statement) + 2);
        }
    }

    @Test
    void aLikeTakesAsManyStatementsForAVideoOfManyLikesAsForOneOfTen() {
        given(VideoMark.LIKE);
        assertThat(statements(OF_MANY)).isEqualTo(statements(OF_TEN));
    }

    private int statements(long video) {
        Api.Answer answer = api.as("ada").header("Mutuals-Proof", "1").ask("""
                mutation { likeVideo(input: {videoId: "%s"}) { video { likeCount viewerHasLiked }
                  userErrors { code } } }
                """.formatted(World.id("vid", video)));
        assertThat(answer.json().at("/data/likeVideo/video/viewerHasLiked").asBoolean())
                .isTrue();
        return answer.proof("neo4jQueries");
    }

    @Test
    void aLikeThatIsNotCommittedYetKeepsNoOneFromLikingAVideoOfMany() {
        given(VideoMark.LIKE);
        world.people("ben");
        try (var session = driver.session();
                var open = session.beginTransaction()) {
            open.run("""
                    MATCH (viewer:User {handle: 'ada'})
                    SET viewer.locked = true
                    WITH viewer
                    MATCH (video:Video {id: $video})
                    CREATE (viewer)-[:LIKED {at: $at}]->(video)
                    """, Map.of("at", World.NOON.atZone(ZoneOffset.UTC), "video", OF_MANY))
                    .consume();
            assertThat(code(does(
                            api.as("ben"),
                            "likeVideo",
                            Map.of("videoId", World.id("vid", OF_MANY)),
                            "video { likeCount }")))
                    .isEmpty();
            open.commit();
        }
        assertThat(world.values("MATCH (v:Video {id: %d}) RETURN COUNT { (v)<-[:LIKED]-() }".formatted(OF_MANY)))
                .containsExactly(MANY + 2L);
    }

    private void given(VideoMark mark) {
        world.clear();
        world.people("ada").video(OF_TEN, "cleo", "of ten").video(OF_MANY, "cleo", "of many");
        world.run("UNWIND range(1, $many) AS number CREATE (:User {id: 1000 + number})", Map.of("many", MANY));
        world.run("""
                MATCH (user:User) WHERE user.id > 1000
                MATCH (video:Video) WHERE video.id = 2 OR user.id <= 1010
                CREATE (user)-[:%s {at: $at}]->(video)
                """.formatted(mark.relationship()), Map.of("at", World.NOON.atZone(ZoneOffset.UTC)));
        assertThat(world.values("MATCH (v:Video) RETURN COUNT { (v)<-[:%s]-() } AS count ORDER BY count"
                        .formatted(mark.relationship())))
                .containsExactly(10L, (long) MANY);
    }

    /**
     * Runs statements about a video, and returns the database hits of each. The first change sets, the second removes.
     */
    private List<Long> hits(List<Statement> statements, long video) {
        Map<String, Object> key =
                new HashMap<>(Map.of("index", 0, "viewer", world.number("ada"), "video", video, "counted", true));
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "viewer",
                world.number("ada"),
                "video",
                video,
                "keys",
                List.of(key),
                "limit",
                10,
                "now",
                World.NOON.atZone(ZoneOffset.UTC)));
        parameters.putAll(ChangeLog.parameters(List.of(new Fact(VideosInMemory.LIKES, world.number("ada")))));
        parameters.put("viewers", List.of(world.number("ada")));
        parameters.put("videos", List.of(video));
        List<Long> hits = new ArrayList<>();
        boolean sets = true;
        for (Statement statement : statements) {
            Map<String, Object> change = new HashMap<>(key);
            change.put("comment", "Look.");
            change.put("sets", sets);
            change.put("removes", !sets);
            parameters.put("changes", List.of(change));
            try (var session = driver.session()) {
                ProfiledPlan plan = session.run("PROFILE " + statement.text(), Statement.parameters(parameters))
                        .consume()
                        .profile();
                hits.add(total(plan));
            }
            sets &= !statement.text().contains("$changes");
        }
        return hits;
    }

    private static long total(ProfiledPlan plan) {
        return plan.dbHits()
                + plan.children().stream().mapToLong(VideoMarkPlansTest::total).sum();
    }
}
