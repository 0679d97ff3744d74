package io.mutuals.video;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neo4j.driver.Driver;
import org.neo4j.driver.summary.ProfiledPlan;

/** Changing a mark on a video costs the same however many users have marked it. */
@MutualsTest
class VideoMarkPlansTest {

    private static final int MANY = 5_000;

    private final Driver driver;
    private final World world;

    VideoMarkPlansTest(Driver driver, World world) {
        this.driver = driver;
        this.world = world;
    }

    @ParameterizedTest
    @EnumSource
    void aVideoThatManyMarkedCostsNoMoreThanOneThatTenDid(VideoMark mark) {
        world.clear();
        world.people("ada").video(1, "cleo", "of ten").video(2, "cleo", "of many");
        world.run("UNWIND range(1, $many) AS number CREATE (:User {id: 1000 + number})", Map.of("many", MANY));
        world.run("""
                MATCH (user:User) WHERE user.id > 1000
                MATCH (video:Video) WHERE video.id = 2 OR user.id <= 1010
                CREATE (user)-[:%s {at: $at}]->(video)
                """.formatted(mark.relationship()), Map.of("at", World.NOON.atZone(ZoneOffset.UTC)));
        assertThat(world.values("MATCH (v:Video) RETURN COUNT { (v)<-[:%s]-() } AS count ORDER BY count"
                        .formatted(mark.relationship())))
                .containsExactly(10L, (long) MANY);

        hits(mark, 1); // creates the shard of the log
        List<Long> ten = hits(mark, 1);
        List<Long> many = hits(mark, 2);
        assertThat(ten).hasSize(3).allMatch(hits -> hits < 100);
        for (int statement = 0; statement < ten.size(); statement++) {
            assertThat(many.get(statement))
                    .as(VideoMarkRepository.changing(mark).get(statement).name())
                    .isLessThanOrEqualTo(ten.get(statement) + 2);
        }
    }

    /** Sets and removes a mark, and returns the database hits of each statement. */
    private List<Long> hits(VideoMark mark, long video) {
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "viewer", world.number("ada"),
                "video", video,
                "keys", List.of(Map.of("viewer", world.number("ada"), "video", video)),
                "now", World.NOON.atZone(ZoneOffset.UTC)));
        parameters.putAll(ChangeLog.parameters(List.of(new Fact(VideosInMemory.LIKES, world.number("ada")))));
        List<Long> hits = new ArrayList<>();
        for (Statement statement : VideoMarkRepository.changing(mark)) {
            try (var session = driver.session()) {
                ProfiledPlan plan = session.run("PROFILE " + statement.text(), Statement.parameters(parameters))
                        .consume()
                        .profile();
                hits.add(total(plan));
            }
        }
        return hits;
    }

    private static long total(ProfiledPlan plan) {
        return plan.dbHits()
                + plan.children().stream().mapToLong(VideoMarkPlansTest::total).sum();
    }
}
