package io.mutuals.comment;

import static io.mutuals.Mutations.code;
import static io.mutuals.Mutations.does;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Deleted comments are removed with their likes after a day. */
@MutualsTest
class CommentRetentionTest {

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final CommentRetention retention;
    private final CommentCalls comments;

    CommentRetentionTest(Api api, World world, TestClock clock, CommentRetention retention) {
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.retention = retention;
        this.comments = new CommentCalls(api);
    }

    @Test
    void theCommentsOnADeletedVideoLoseTheirTextAndGo() {
        world.clear();
        world.people("ada", "ben").video(CommentCalls.VIDEO, "ada", "clip");
        String thread = comments.says("ben", "thread");
        comments.replies("ada", thread, "answer");
        comments.change("ada", "pinComment", thread);
        comments.policy("ada", "APPROVAL");
        comments.says("ben", "pending");
        JsonNode deleted =
                does(api.as("ada"), "deleteVideo", Map.of("videoId", CommentCalls.videoId()), "clientMutationId");
        assertThat(code(deleted)).isEmpty();
        assertThat(code(comments.change("ben", "likeComment", thread))).isEqualTo("NOT_FOUND");
        retention.deleteAll();
        assertThat(world.values("MATCH (c:Comment) RETURN coalesce(c.body, c.topOf, c.under, c.pendingOn)"))
                .hasSize(3)
                .containsOnlyNulls();
        clock.pass(Duration.ofHours(25));
        retention.deleteAll();
        assertThat(world.values("MATCH (c:Comment) RETURN c")).isEmpty();
    }

    @Test
    void aDeletedCommentIsRemovedWithAllItsLikesAndOneWithAnswersIsKept() {
        world.clear();
        world.people("ada", "ben").video(CommentCalls.VIDEO, "ada", "clip");
        String gone = comments.create("ada", "gone", Map.of("body", "gone"))
                .at("/comment/id")
                .asString();
        String kept = comments.says("ada", "kept");
        comments.replies("ben", kept, "answer");
        world.run("""
                MATCH (comment:Comment {body: 'gone'})
                UNWIND range(1, 2500) AS number
                CREATE (:User {id: 1000 + number})-[:LIKED_COMMENT {at: $at}]->(comment)
                """, Map.of("at", World.NOON.atZone(ZoneOffset.UTC)));
        comments.change("ada", "deleteComment", gone);
        comments.change("ada", "deleteComment", kept);
        clock.pass(Duration.ofHours(23));
        retention.deleteAll();
        assertThat(code(comments.create("ada", "gone", Map.of("body", "gone")))).isEqualTo("DELETED");
        clock.pass(Duration.ofHours(2));
        retention.deleteAll();
        assertThat(world.values("MATCH (c:Comment) RETURN c.state ORDER BY c.state"))
                .containsExactly("DELETED", "PUBLISHED");
        assertThat(world.values("MATCH ()-[like:LIKED_COMMENT]->() RETURN like"))
                .isEmpty();
        assertThat(comments.read("ben", "NEWEST")).containsExactly("deleted: answer");
    }
}
