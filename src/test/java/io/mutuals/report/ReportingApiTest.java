package io.mutuals.report;

import static io.mutuals.report.ReportCalls.CONVERSATION;
import static io.mutuals.report.ReportCalls.MESSAGE;
import static io.mutuals.report.ReportCalls.USER;
import static io.mutuals.report.ReportCalls.ask;
import static io.mutuals.report.ReportCalls.done;
import static io.mutuals.report.ReportCalls.only;
import static io.mutuals.report.ReportCalls.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.ConcurrentCalls;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Reports are stored with evidence from the time of the report. */
@MutualsTest
class ReportingApiTest {

    private static final long CLUB = 200;

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final ReportCalls reports;

    ReportingApiTest(Api api, World world, TestClock clock) {
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.reports = new ReportCalls(api, world);
    }

    @BeforeEach
    void given() {
        reports.given();
    }

    @Test
    void aReportedMessageIsStoredWithItsContextWhateverHappensToItLater() {
        for (int i = 1; i <= 7; i++) {
            world.says(CONVERSATION, i % 2 == 0 ? "ben" : "ada", "line " + i);
        }
        world.video(500, "cleo", "clip").shares(CONVERSATION, "ben", 500);
        for (int i = 9; i <= 15; i++) {
            world.says(CONVERSATION, i % 2 == 0 ? "ben" : "ada", "line " + i);
        }
        String id = world.message(CONVERSATION, 8);
        JsonNode taken = done(api.as("ada"), MESSAGE, id, "  he does not stop ");
        assertThat(taken.at("/report/state").asString()).isEqualTo("OPEN");

        JsonNode before = only(reports.queue("mod"));
        world.run(
                "MATCH (m:Message {conversationId: $c}) SET m.unsentAt = $at REMOVE m.body WITH m "
                        + "MATCH (m)-[s:SHARES]->() DELETE s",
                Map.of("c", CONVERSATION, "at", Instant.now().atZone(ZoneOffset.UTC)));
        world.run(
                "MATCH (u:User {id: $u}) SET u.handle = 'innocent', u.displayName = 'Another user', u.bio = 'nice'",
                Map.of("u", world.number("ben")));
        assertThat(only(reports.queue("mod"))).isEqualTo(before);
        world.run("MATCH (m:Message {conversationId: $c}) DETACH DELETE m", Map.of("c", CONVERSATION));
        world.run("MATCH (c:Conversation {id: $c}) DETACH DELETE c", Map.of("c", CONVERSATION));
        world.run("MATCH (u:User {id: $u}) DETACH DELETE u", Map.of("u", world.number("ben")));
        assertThat(only(reports.queue("mod"))).isEqualTo(before);

        String receipt = taken.at("/report/id").asString();
        assertThat(before.path("id").asString())
                .as("no receipt has the id of a report")
                .isNotEqualTo(receipt)
                .isEqualTo(receipt.replace("rcp_", "rep_"));
        String node = "{ node(id: \"%s\") { id ... on ReportReceipt { state createdAt } } }".formatted(receipt);
        assertThat(api.as("ada").data(node).path("node")).isEqualTo(taken.path("report"));
        for (String other : List.of("ben", "cleo")) {
            assertThat(api.as(other, "moderator").data(node).path("node").isNull())
                    .as(other)
                    .isTrue();
        }
        assertThat(before.path("createdAt")).isEqualTo(taken.at("/report/createdAt"));
        assertThat(before.path("reason").asString()).isEqualTo("HARASSMENT");
        assertThat(before.path("comment").asString()).isEqualTo("he does not stop");
        assertThat(before.path("decision").isNull()).isTrue();
        assertThat(before.at("/reporter/userId").asString()).isEqualTo(world.id("ada"));
        assertThat(before.at("/reporter/handle").asString()).isEqualTo("ada");
        JsonNode evidence = before.path("evidence");
        assertThat(evidence.path("conversationId").asString()).isEqualTo(World.id("cnv", CONVERSATION));
        assertThat(texts(evidence.path("before"), "/body"))
                .containsExactly("line 3", "line 4", "line 5", "line 6", "line 7");
        assertThat(texts(evidence.path("after"), "/body"))
                .containsExactly("line 9", "line 10", "line 11", "line 12", "line 13");
        JsonNode message = evidence.path("message");
        assertThat(message.path("messageId").asString()).isEqualTo(id);
        assertThat(message.path("seq").asInt()).isEqualTo(8);
        assertThat(message.path("body").asString()).isEqualTo("look");
        assertThat(message.path("sharedVideoId").asString()).isEqualTo(World.id("vid", 500));
        assertThat(message.at("/sender/handle").asString()).isEqualTo("ben");
        assertThat(message.at("/sender/userId").asString()).isEqualTo(world.id("ben"));
        assertThat(Instant.parse(message.path("sentAt").asString())).isAfter(World.NOON);
        assertThat(message.path("unsentAt").isNull()).isTrue();
    }

    @Test
    void aReportedUserIsStoredAsTheyWere() {
        world.run("MATCH (u:User {id: $u}) SET u.bio = 'buy now'", Map.of("u", world.number("ben")));
        done(api.as("ada"), USER, world.id("ben"), null);
        world.run(
                "MATCH (u:User {id: $u}) SET u.bio = 'hello', u.displayName = 'Ben'", Map.of("u", world.number("ben")));
        JsonNode report = only(reports.queue("mod"));
        assertThat(report.path("reason").asString()).isEqualTo("SPAM");
        assertThat(report.path("comment").isNull()).isTrue();
        assertThat(report.path("evidence").toString())
                .isEqualTo(
                        "{\"__typename\":\"UserEvidence\",\"user\":{\"userId\":\"%s\",\"handle\":\"ben\",\"displayName\":\"ben\",\"bio\":\"buy now\"}}"
                                .formatted(world.id("ben")));
    }

    @Test
    void evidenceHasOnlyMessagesThatTheReporterCanReadButNamesHiddenSendersToModerators() {
        world.group(CLUB, "Club", "cleo", "ada", "ben");
        world.says(CLUB, "cleo", "before ada came", "still before")
                .says(CLUB, "ben", "psst")
                .says(CLUB, "cleo", "hm");
        world.run(
                "MATCH (:User {id: $u})-[p:PARTICIPATES_IN]->(:Conversation {id: $c}) SET p.historyFrom = 2",
                Map.of("u", world.number("ada"), "c", CLUB));
        world.block("ben", "ada");
        done(api.as("ada"), MESSAGE, world.message(CLUB, 4), null);
        JsonNode evidence = only(reports.queue("mod")).path("evidence");
        assertThat(texts(evidence.path("before"), "/body")).containsExactly("psst");
        assertThat(texts(evidence.path("before"), "/sender/handle")).containsExactly("ben");
        assertThat(evidence.path("after").isEmpty()).isTrue();
        assertThat(evidence.at("/message/body").asString()).isEqualTo("hm");
    }

    @Test
    void hiddenAndMissingSubjectsGetTheSameAnswer() {
        world.says(CONVERSATION, "ben", "hello");
        world.direct(300, "ben", "cleo").says(300, "ben", "secret");
        world.group(CLUB, "Club", "cleo", "ada").says(CLUB, "cleo", "before ada came");
        world.run(
                "MATCH (:User {id: $u})-[p:PARTICIPATES_IN]->(:Conversation {id: $c}) SET p.historyFrom = 1",
                Map.of("u", world.number("ada"), "c", CLUB));
        world.people("dora").direct(400, "ada", "dora").says(400, "dora", "behind a block");
        world.block("dora", "ada");
        String nothing = reports.refused(MESSAGE, World.id("msg", 4711));
        assertThat(nothing).contains("\"code\":\"NOT_FOUND\"").contains("[\"input\",\"messageId\"]");
        assertThat(reports.refused(MESSAGE, world.message(300, 1)))
                .as("of others")
                .isEqualTo(nothing);
        assertThat(reports.refused(MESSAGE, world.message(CLUB, 1)))
                .as("before their time")
                .isEqualTo(nothing);
        assertThat(reports.refused(MESSAGE, world.message(400, 1)))
                .as("behind a block")
                .isEqualTo(nothing);

        String missing = reports.refused(USER, World.id("usr", 4711));
        assertThat(missing).contains("\"code\":\"NOT_FOUND\"").contains("[\"input\",\"userId\"]");
        assertThat(reports.refused(USER, world.id("dora"))).isEqualTo(missing);
        assertThat(world.values("MATCH (r:Report) RETURN r.id")).isEmpty();
        assertThat(api.as("ada").ask(MESSAGE, Map.of("id", world.id("ben"))).code())
                .isEqualTo("INVALID_ID");
    }

    @Test
    void aUserWhomTheViewerBlocksCanStillBeReported() {
        world.block("ada", "ben");
        done(api.as("ada"), USER, world.id("ben"), null);
        world.block("ben", "ada");
        world.block("ben", "cleo").block("cleo", "ben");
        done(api.as("cleo"), USER, world.id("ben"), null);
        assertThat(texts(reports.queue("mod").path("nodes"), "/evidence/user/handle"))
                .containsExactly("ben", "ben");
    }

    @Test
    void usersCannotReportThemselves() {
        world.says(CONVERSATION, "ada", "mine");
        assertThat(reports.refused(MESSAGE, world.message(CONVERSATION, 1))).contains("\"code\":\"SELF\"");
        assertThat(reports.refused(USER, world.id("ada"))).contains("\"code\":\"SELF\"");
        assertThat(reports.queue("mod").path("totalCount").asInt()).isZero();
    }

    @Test
    void aRepeatedReportIsTheSameReportUntilTheEvidenceMayHaveChanged() {
        world.says(CONVERSATION, "ben", "hello");
        String message = world.message(CONVERSATION, 1);
        JsonNode first = done(api.as("ada"), MESSAGE, message, null);
        for (int again = 0; again < 30; again++) {
            assertThat(done(api.as("ada"), MESSAGE, message, "again")).isEqualTo(first);
        }
        JsonNode person = done(api.as("ada"), USER, world.id("ben"), null);
        assertThat(done(api.as("ada"), USER, world.id("ben"), null)).isEqualTo(person);
        world.friends("cleo", "ben");
        JsonNode ofCleo = done(api.as("cleo"), USER, world.id("ben"), null);
        assertThat(ofCleo.at("/report/id")).isNotEqualTo(person.at("/report/id"));
        assertThat(reports.queue("mod").path("totalCount").asInt()).isEqualTo(3);

        reports.resolve("mod", first.at("/report/id").asString().replace("rcp_", "rep_"), "NO_VIOLATION", null);
        reports.resolve("mod", person.at("/report/id").asString().replace("rcp_", "rep_"), "WARNED", null);
        clock.pass(Duration.ofMinutes(1));
        JsonNode later = done(api.as("ada"), MESSAGE, message, null);
        assertThat(later.at("/report/id")).isEqualTo(first.at("/report/id"));
        assertThat(later.at("/report/state").asString()).isEqualTo("RESOLVED");
        assertThat(done(api.as("ada"), USER, world.id("ben"), null).at("/report/id"))
                .isNotEqualTo(person.at("/report/id"));
        world.run(
                "MATCH (m:Message {conversationId: $c}) SET m.body = 'worse', m.editedAt = $at",
                Map.of("c", CONVERSATION, "at", clock.instant().atZone(ZoneOffset.UTC)));
        JsonNode edited = done(api.as("ada"), MESSAGE, message, null);
        assertThat(edited.at("/report/id")).isNotEqualTo(first.at("/report/id"));
        assertThat(edited.at("/report/state").asString()).isEqualTo("OPEN");
    }

    @Test
    void tenConcurrentReportsOfTheSameSubjectAreOneReport() throws Exception {
        world.says(CONVERSATION, "ben", "hello");
        List<JsonNode> answers =
                ConcurrentCalls.call(10, call -> done(api.as("ada"), MESSAGE, world.message(CONVERSATION, 1), null));
        assertThat(answers.stream().distinct()).hasSize(1);
        assertThat(reports.queue("mod").path("totalCount").asInt()).isEqualTo(1);
    }

    @Test
    void tooManyReportsAreRefusedWithTheTimeToTryAgain() {
        for (int i = 0; i < 20; i++) {
            world.people("reported" + i);
            done(api.as("ada"), USER, world.id("reported" + i), null);
        }
        JsonNode refused = ask(api.as("ada"), USER, world.id("ben"), null);
        assertThat(refused.at("/report").isNull()).isTrue();
        assertThat(refused.at("/userErrors/0/code").asString()).isEqualTo("RATE_LIMITED");
        Instant resetAt = Instant.parse(refused.at("/userErrors/0/resetAt").asString());
        assertThat(resetAt).isAfter(clock.instant());
        done(api.as("cleo"), USER, world.id("ben"), null);
        clock.pass(Duration.between(clock.instant(), resetAt).plusMillis(1));
        done(api.as("ada"), USER, world.id("ben"), null);
    }

    @Test
    void commentsAndNotesHaveALimitedLength() {
        JsonNode refused = ask(api.as("ada"), USER, world.id("ben"), "x".repeat(1_001));
        assertThat(refused.at("/userErrors/0/code").asString()).isEqualTo("COMMENT_TOO_LONG");
        assertThat(refused.at("/userErrors/0/field").toString()).isEqualTo("[\"input\",\"comment\"]");
        String id = done(api.as("ada"), USER, world.id("ben"), "x".repeat(1_000))
                .at("/report/id")
                .asString()
                .replace("rcp_", "rep_");
        JsonNode unresolved = reports.resolve("mod", id, "WARNED", "x".repeat(1_001));
        assertThat(unresolved.at("/userErrors/0/code").asString()).isEqualTo("NOTE_TOO_LONG");
        assertThat(only(reports.queue("mod")).path("state").asString()).isEqualTo("OPEN");
    }
}
