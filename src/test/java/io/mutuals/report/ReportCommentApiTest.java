package io.mutuals.report;

import static io.mutuals.Mutations.code;
import static io.mutuals.report.ReportCalls.COMMENT;
import static io.mutuals.report.ReportCalls.ask;
import static io.mutuals.report.ReportCalls.done;
import static io.mutuals.report.ReportCalls.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Reports of comments keep the comment as it was. */
@MutualsTest
class ReportCommentApiTest {

    private static final String ANSWER = World.id("cmt", 71);

    private final Api api;
    private final World world;
    private final ReportCalls reports;

    ReportCommentApiTest(Api api, World world) {
        this.api = api;
        this.world = world;
        this.reports = new ReportCalls(api, world);
    }

    @BeforeEach
    void given() {
        reports.given();
        world.video(7, "cleo", "clip").comment(70, "ada", 7, "A question").answer(71, "ben", 70, "An insult");
    }

    @Test
    void aReportedCommentIsStoredWithWhatItAnswers() {
        JsonNode taken = done(api.as("ada"), COMMENT, ANSWER, null);
        assertThat(done(api.as("ada"), COMMENT, ANSWER, null).at("/report/id"))
                .as("repeating adds none")
                .isEqualTo(taken.at("/report/id"));
        world.run("MATCH (c:Comment) SET c.body = 'gone'", Map.of());
        assertThat(only(reports.queue("mod")).path("evidence").toString())
                .isEqualTo(("{\"__typename\":\"CommentEvidence\",\"videoId\":\"%s\",\"comment\":{\"commentId\":\"%s\","
                                + "\"author\":{\"handle\":\"ben\"},\"body\":\"An insult\"},"
                                + "\"answered\":{\"body\":\"A question\"}}")
                        .formatted(World.id("vid", 7), ANSWER));
    }

    @Test
    void ownHiddenAndMissingCommentsAreRefused() {
        assertThat(code(ask(api.as("ben"), COMMENT, ANSWER, null))).isEqualTo("SELF");
        world.block("ben", "ada");
        Api.Answer hidden = api.as("ada").ask(COMMENT, Map.of("id", ANSWER));
        Api.Answer missing = api.as("ada").ask(COMMENT, Map.of("id", World.id("cmt", 999)));
        assertThat(code(hidden.json().at("/data/it"))).isEqualTo("NOT_FOUND");
        assertThat(hidden.timeless()).isEqualTo(missing.timeless());
        assertThat(reports.queue("mod").path("totalCount").asInt()).isZero();
    }
}
