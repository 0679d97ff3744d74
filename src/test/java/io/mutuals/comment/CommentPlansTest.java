package io.mutuals.comment;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.neo4j.driver.summary.ProfiledPlan;

/** Reading, counting and liking comments costs the same however many there are. */
@MutualsTest
class CommentPlansTest {

    private static final int MANY = 5_000;

    private final Driver driver;
    private final World world;

    CommentPlansTest(Driver driver, World world) {
        this.driver = driver;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.people("ada", "ben").video(1, "cleo", "of ten").video(2, "cleo", "of many");
        for (int video = 1; video <= 2; video++) {
            world.run(
                    """
                    UNWIND range(1, $number) AS number
                    MATCH (video:Video {id: $video})
                    CREATE (comment:Comment {id: $video * 100000 + number, videoId: $video, topOf: $video,
                      authorId: CASE number WHEN 5 THEN $ben ELSE $cleo END, clientCommentId: toString(number),
                      body: 'c' + number, state: 'PUBLISHED', createdAt: $at, rankedLikes: 0,
                      place: right('000000000' + toString(number % 7), 10)
                        + right('000000000000000000' + toString($video * 100000 + number), 19)})
                    CREATE (comment)-[:COMMENTS_ON]->(video)
                    """,
                    Map.of(
                            "number", video == 1 ? 10 : MANY,
                            "video", video,
                            "ben", world.number("ben"),
                            "cleo", world.number("cleo"),
                            "at", World.NOON.atZone(ZoneOffset.UTC)));
            world.run(
                    """
                    UNWIND range(1, $number) AS number
                    MATCH (video:Video {id: $video})
                    MATCH (thread:Comment {id: $video * 100000 + 1})
                    CREATE (comment:Comment {id: $video * 100000 + 10000 + number, videoId: $video,
                      threadId: thread.id, answersId: thread.id, under: thread.id, authorId: $cleo,
                      clientCommentId: 'r' + toString(number), body: 'r' + number, state: 'PUBLISHED', createdAt: $at})
                    CREATE (comment)-[:REPLIES_ON]->(video)
                    CREATE (comment)-[:ANSWERS]->(thread)
                    CREATE (user:User {id: $video * 100000 + number})-[:LIKED_COMMENT {at: $at}]->(thread)
                    """,
                    Map.of(
                            "number",
                            video == 1 ? 10 : MANY,
                            "video",
                            video,
                            "cleo",
                            world.number("cleo"),
                            "at",
                            World.NOON.atZone(ZoneOffset.UTC)));
        }
        world.block("ada", "ben");
    }

    @Test
    void aPageInTheMiddleOfManyCommentsCostsNoMoreThanOneOfTen() {
        for (CommentOrder order : CommentOrder.values()) {
            Statement statement = CommentPageRepository.threads(order);
            long ten = hits(
                    statement,
                    key(1, order == CommentOrder.MOST_LIKED ? "~" : order == CommentOrder.NEWEST ? 200_000 : 0));
            Object middle = switch (order) {
                case NEWEST, OLDEST -> 202_500L;
                case MOST_LIKED -> "0000000003" + "0000000000000202500";
            };
            long many = hits(statement, key(2, middle));
            assertThat(many)
                    .as("%s: %d of ten", order, ten)
                    .isLessThanOrEqualTo(ten + 20)
                    .isLessThan(1_000);
        }
        Statement replies = CommentPageRepository.repliesOfThread();
        assertThat(hits(replies, reply(2, 212_500))).isLessThanOrEqualTo(hits(replies, reply(1, 0)) + 20);
    }

    @Test
    void countingManyCommentsCostsNoMoreThanCountingTen() {
        assertThat(hits(CommentCountRepository.ON_VIDEOS, key(2, 0)))
                .isLessThanOrEqualTo(hits(CommentCountRepository.ON_VIDEOS, key(1, 0)) + 5)
                .isLessThan(100);
        assertThat(hits(CommentCountRepository.REPLIES, reply(2, 0)))
                .isLessThanOrEqualTo(hits(CommentCountRepository.REPLIES, reply(1, 0)) + 5)
                .isLessThan(100);
    }

    @Test
    void readingAndLikingACommentCostsTheSameHoweverManyLikesAndOtherCommentsThereAre() {
        List<Statement> statements = new ArrayList<>(CommentLikeRepository.liking());
        statements.add(CommentRepository.LIKES);
        statements.add(CommentRepository.BY_NUMBER);
        for (Statement statement : statements) {
            long ten = hits(statement, reply(1, 0));
            long many = hits(statement, reply(2, 0));
            assertThat(many)
                    .as("%s: %d of ten", statement.name(), ten)
                    .isLessThanOrEqualTo(ten + 10)
                    .isLessThan(500);
        }
    }

    @Test
    void whatMemoryHoldsOfAVideoCostsTheSameHoweverManyCommentsThereAre() {
        long most = VideoComments.MOST * 30L + VideoComments.MOST_COUNTED * 4L;
        assertThat(hits(CommentFactsRepository.ON_VIDEOS, key(1, 0))).isLessThan(most);
        assertThat(hits(CommentFactsRepository.ON_VIDEOS, key(2, 0))).isLessThan(most);
    }

    private Map<String, Object> key(long video, Object after) {
        return Map.of("index", 0, "viewer", world.number("ada"), "video", video, "after", after, "counted", true);
    }

    private Map<String, Object> reply(long video, long after) {
        Map<String, Object> key = new HashMap<>(key(video, after));
        key.put("comment", video * 100_000 + 1);
        return key;
    }

    private long hits(Statement statement, Map<String, Object> key) {
        Map<String, Object> parameters = new HashMap<>(key);
        parameters.put("keys", List.of(key));
        parameters.put("limit", 6);
        parameters.put("mostHidden", 1_000);
        parameters.put("most", VideoComments.MOST);
        parameters.put("mostCounted", VideoComments.MOST_COUNTED);
        parameters.put("now", World.NOON.atZone(ZoneOffset.UTC));
        parameters.put("run", 1);
        parameters.putAll(ChangeLog.parameters(List.of(new Fact("commentLikes", world.number("ada")))));
        try (var session = driver.session()) {
            ProfiledPlan plan = session.run("PROFILE " + statement.text(), Statement.parameters(parameters))
                    .consume()
                    .profile();
            return total(plan);
        }
    }

    private static long total(ProfiledPlan plan) {
        return plan.dbHits()
                + plan.children().stream().mapToLong(CommentPlansTest::total).sum();
    }
}
