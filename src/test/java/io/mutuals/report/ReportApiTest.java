package io.mutuals.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whoever is in trouble is heard: what they report is kept as it was, for moderators and for nobody else. */
@MutualsTest
class ReportApiTest {

    private static final long TALK = 100;
    private static final long CLUB = 200;

    private static final String MESSAGE = """
            mutation ($id: ID!, $comment: String) {
              it: reportMessage(input: {messageId: $id, reason: HARASSMENT, comment: $comment, clientMutationId: "x"}) {
                report { id createdAt state } userErrors { code field message resetAt } clientMutationId } }
            """;
    private static final String USER = """
            mutation ($id: ID!, $comment: String) {
              it: reportUser(input: {userId: $id, reason: SPAM, comment: $comment, clientMutationId: "x"}) {
                report { id createdAt state } userErrors { code field message resetAt } clientMutationId } }
            """;
    private static final String RECORDED =
            "messageId seq sender { userId handle displayName bio } body sharedVideoId sentAt editedAt unsentAt";
    private static final String REPORT = """
            id state reason comment createdAt reporter { userId handle displayName bio }
            evidence { __typename
              ... on UserEvidence { user { userId handle displayName bio } }
              ... on MessageEvidence { conversationId message { %1$s } before { %1$s } after { %1$s } } }
            decision { resolution note moderatorId decidedAt before after }
            """.formatted(RECORDED);
    private static final String QUEUE = """
            query ($state: ReportState! = OPEN, $first: Int! = 20, $after: String) {
              reports(state: $state, first: $first, after: $after) {
                totalCount edges { cursor node { id } } nodes { %s } pageInfo { hasNextPage endCursor } } }
            """.formatted(REPORT);
    private static final String RESOLVE = """
            mutation ($id: ID!, $resolution: ReportResolution!, $note: String) {
              it: resolveReport(input: {reportId: $id, resolution: $resolution, note: $note, clientMutationId: "x"}) {
                report { %s } userErrors { code field message } clientMutationId } }
            """.formatted(REPORT);

    private final Api api;
    private final World world;
    private final TestClock clock;

    ReportApiTest(Api api, World world, TestClock clock) {
        this.api = api;
        this.world = world;
        this.clock = clock;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.people("ada", "ben", "cleo", "mod", "mona");
        world.direct(TALK, "ada", "ben");
    }

    @Test
    void aMessageIsKeptWithWhatWasSaidAroundItWhateverBecomesOfIt() {
        for (int i = 1; i <= 7; i++) {
            world.says(TALK, i % 2 == 0 ? "ben" : "ada", "line " + i);
        }
        world.video(500, "cleo", "clip").shares(TALK, "ben", 500);
        for (int i = 9; i <= 15; i++) {
            world.says(TALK, i % 2 == 0 ? "ben" : "ada", "line " + i);
        }
        String id = world.message(TALK, 8);
        JsonNode taken = done(api.as("ada"), MESSAGE, id, "  he does not stop ");
        assertThat(taken.at("/report/state").asString()).isEqualTo("OPEN");

        JsonNode before = only(queue("mod"));
        world.run(
                "MATCH (m:Message {conversationId: $c}) SET m.unsentAt = $at REMOVE m.body WITH m MATCH (m)-[s:SHARES]->() DELETE s",
                Map.of("c", TALK, "at", Instant.now().atZone(ZoneOffset.UTC)));
        world.run(
                "MATCH (u:User {id: $u}) SET u.handle = 'innocent', u.displayName = 'Somebody else', u.bio = 'nice'",
                Map.of("u", world.number("ben")));
        assertThat(only(queue("mod"))).isEqualTo(before);
        world.run("MATCH (m:Message {conversationId: $c}) DETACH DELETE m", Map.of("c", TALK));
        world.run("MATCH (c:Conversation {id: $c}) DETACH DELETE c", Map.of("c", TALK));
        world.run("MATCH (u:User {id: $u}) DETACH DELETE u", Map.of("u", world.number("ben")));
        assertThat(only(queue("mod"))).isEqualTo(before);

        assertThat(before.path("id")).isEqualTo(taken.at("/report/id"));
        assertThat(before.path("createdAt")).isEqualTo(taken.at("/report/createdAt"));
        assertThat(before.path("reason").asString()).isEqualTo("HARASSMENT");
        assertThat(before.path("comment").asString()).isEqualTo("he does not stop");
        assertThat(before.path("decision").isNull()).isTrue();
        assertThat(before.at("/reporter/userId").asString()).isEqualTo(world.id("ada"));
        assertThat(before.at("/reporter/handle").asString()).isEqualTo("ada");
        JsonNode evidence = before.path("evidence");
        assertThat(evidence.path("conversationId").asString()).isEqualTo(World.id("cnv", TALK));
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
    void aPersonIsKeptAsTheyWere() {
        world.run("MATCH (u:User {id: $u}) SET u.bio = 'buy now'", Map.of("u", world.number("ben")));
        done(api.as("ada"), USER, world.id("ben"), null);
        world.run(
                "MATCH (u:User {id: $u}) SET u.bio = 'hello', u.displayName = 'Ben'", Map.of("u", world.number("ben")));
        JsonNode report = only(queue("mod"));
        assertThat(report.path("reason").asString()).isEqualTo("SPAM");
        assertThat(report.path("comment").isNull()).isTrue();
        assertThat(report.path("evidence").toString())
                .isEqualTo(
                        "{\"__typename\":\"UserEvidence\",\"user\":{\"userId\":\"%s\",\"handle\":\"ben\",\"displayName\":\"ben\",\"bio\":\"buy now\"}}"
                                .formatted(world.id("ben")));
    }

    @Test
    void whatTheReporterCannotReadIsNoEvidenceAndWhatIsHiddenFromThemHasItsSenderForModerators() {
        world.group(CLUB, "Club", "cleo", "ada", "ben");
        world.says(CLUB, "cleo", "before ada came", "still before")
                .says(CLUB, "ben", "psst")
                .says(CLUB, "cleo", "hm");
        world.run(
                "MATCH (:User {id: $u})-[p:PARTICIPATES_IN]->(:Conversation {id: $c}) SET p.historyFrom = 2",
                Map.of("u", world.number("ada"), "c", CLUB));
        world.block("ben", "ada");
        done(api.as("ada"), MESSAGE, world.message(CLUB, 4), null);
        JsonNode evidence = only(queue("mod")).path("evidence");
        assertThat(texts(evidence.path("before"), "/body")).containsExactly("psst");
        assertThat(texts(evidence.path("before"), "/sender/handle")).containsExactly("ben");
        assertThat(evidence.path("after").isEmpty()).isTrue();
        assertThat(evidence.at("/message/body").asString()).isEqualTo("hm");
    }

    @Test
    void whatTheViewerMayNotSeeIsToldOfAsWhatIsNotThere() {
        world.says(TALK, "ben", "hello");
        world.direct(300, "ben", "cleo").says(300, "ben", "secret");
        world.group(CLUB, "Club", "cleo", "ada").says(CLUB, "cleo", "before ada came");
        world.run(
                "MATCH (:User {id: $u})-[p:PARTICIPATES_IN]->(:Conversation {id: $c}) SET p.historyFrom = 1",
                Map.of("u", world.number("ada"), "c", CLUB));
        world.people("dora").direct(400, "ada", "dora").says(400, "dora", "behind a block");
        world.block("dora", "ada");
        String nothing = refused(MESSAGE, World.id("msg", 4711));
        assertThat(nothing).contains("\"code\":\"NOT_FOUND\"").contains("[\"input\",\"messageId\"]");
        assertThat(refused(MESSAGE, world.message(300, 1))).as("of others").isEqualTo(nothing);
        assertThat(refused(MESSAGE, world.message(CLUB, 1)))
                .as("before their time")
                .isEqualTo(nothing);
        assertThat(refused(MESSAGE, world.message(400, 1))).as("behind a block").isEqualTo(nothing);

        String nobody = refused(USER, World.id("usr", 4711));
        assertThat(nobody).contains("\"code\":\"NOT_FOUND\"").contains("[\"input\",\"userId\"]");
        assertThat(refused(USER, world.id("dora"))).isEqualTo(nobody);
        assertThat(world.values("MATCH (r:Report) RETURN r.id")).isEmpty();
        assertThat(api.as("ada").ask(MESSAGE, Map.of("id", world.id("ben"))).code())
                .isEqualTo("INVALID_ID");
    }

    @Test
    void whomTheViewerBlocksCanStillBeReported() {
        world.block("ada", "ben");
        done(api.as("ada"), USER, world.id("ben"), null);
        world.block("ben", "ada");
        world.block("ben", "cleo").block("cleo", "ben");
        done(api.as("cleo"), USER, world.id("ben"), null);
        assertThat(texts(queue("mod").path("nodes"), "/evidence/user/handle")).containsExactly("ben", "ben");
    }

    @Test
    void nobodyReportsThemselves() {
        world.says(TALK, "ada", "mine");
        assertThat(refused(MESSAGE, world.message(TALK, 1))).contains("\"code\":\"SELF\"");
        assertThat(refused(USER, world.id("ada"))).contains("\"code\":\"SELF\"");
        assertThat(queue("mod").path("totalCount").asInt()).isZero();
    }

    @Test
    void theSameAgainIsTheSameReportUntilThereCanBeSomethingNew() {
        world.says(TALK, "ben", "hello");
        String message = world.message(TALK, 1);
        JsonNode first = done(api.as("ada"), MESSAGE, message, null);
        for (int again = 0; again < 30; again++) {
            assertThat(done(api.as("ada"), MESSAGE, message, "again")).isEqualTo(first);
        }
        JsonNode person = done(api.as("ada"), USER, world.id("ben"), null);
        assertThat(done(api.as("ada"), USER, world.id("ben"), null)).isEqualTo(person);
        world.friends("cleo", "ben");
        JsonNode ofCleo = done(api.as("cleo"), USER, world.id("ben"), null);
        assertThat(ofCleo.at("/report/id")).isNotEqualTo(person.at("/report/id"));
        assertThat(queue("mod").path("totalCount").asInt()).isEqualTo(3);

        resolve("mod", first.at("/report/id").asString(), "NO_VIOLATION", null);
        resolve("mod", person.at("/report/id").asString(), "WARNED", null);
        clock.pass(Duration.ofMinutes(1));
        JsonNode later = done(api.as("ada"), MESSAGE, message, null);
        assertThat(later.at("/report/id")).isEqualTo(first.at("/report/id"));
        assertThat(later.at("/report/state").asString()).isEqualTo("RESOLVED");
        assertThat(done(api.as("ada"), USER, world.id("ben"), null).at("/report/id"))
                .isNotEqualTo(person.at("/report/id"));
        world.run(
                "MATCH (m:Message {conversationId: $c}) SET m.body = 'worse', m.editedAt = $at",
                Map.of("c", TALK, "at", clock.instant().atZone(ZoneOffset.UTC)));
        JsonNode edited = done(api.as("ada"), MESSAGE, message, null);
        assertThat(edited.at("/report/id")).isNotEqualTo(first.at("/report/id"));
        assertThat(edited.at("/report/state").asString()).isEqualTo("OPEN");
    }

    @Test
    void theSameTenTimesAtOnceIsOneReport() {
        world.says(TALK, "ben", "hello");
        List<JsonNode> answers = atOnce(10, () -> done(api.as("ada"), MESSAGE, world.message(TALK, 1), null));
        assertThat(answers.stream().distinct()).hasSize(1);
        assertThat(queue("mod").path("totalCount").asInt()).isEqualTo(1);
    }

    @Test
    void whoReportsTooMuchIsToldWhenToGoOn() {
        for (int i = 0; i < 20; i++) {
            world.people("someone" + i);
            done(api.as("ada"), USER, world.id("someone" + i), null);
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
    void aCommentAndANoteHaveAnEnd() {
        JsonNode refused = ask(api.as("ada"), USER, world.id("ben"), "x".repeat(1_001));
        assertThat(refused.at("/userErrors/0/code").asString()).isEqualTo("COMMENT_TOO_LONG");
        assertThat(refused.at("/userErrors/0/field").toString()).isEqualTo("[\"input\",\"comment\"]");
        String id = done(api.as("ada"), USER, world.id("ben"), "x".repeat(1_000))
                .at("/report/id")
                .asString();
        JsonNode unresolved = resolve("mod", id, "WARNED", "x".repeat(1_001));
        assertThat(unresolved.at("/userErrors/0/code").asString()).isEqualTo("NOTE_TOO_LONG");
        assertThat(only(queue("mod")).path("state").asString()).isEqualTo("OPEN");
    }

    @Test
    void onlyModeratorsReadAndResolve() {
        String id = done(api.as("ada"), USER, world.id("ben"), null)
                .at("/report/id")
                .asString();
        String node = "query ($id: ID!) { node(id: $id) { id ... on Report { reason } } nodes(ids: [$id]) { id } }";
        for (Api.Caller other : List.of(api.as("ada"), api.as("ben"), api.as("cleo", "experimenter"))) {
            assertThat(other.ask(QUEUE).code()).isEqualTo("FORBIDDEN");
            assertThat(other.ask(RESOLVE, Map.of("id", id, "resolution", "WARNED"))
                            .code())
                    .isEqualTo("FORBIDDEN");
            assertThat(other.data(node, Map.of("id", id)))
                    .isEqualTo(other.data(node, Map.of("id", World.id("rep", 4711))));
            assertThat(other.data(node, Map.of("id", id)).path("node").isNull()).isTrue();
        }
        for (Api.Caller one : List.of(api.as("mod", "moderator"), api.as("cleo", "admin"))) {
            assertThat(one.data(node, Map.of("id", id)).at("/node/reason").asString())
                    .isEqualTo("SPAM");
            assertThat(one.data(QUEUE).at("/reports/nodes/0/id").asString()).isEqualTo(id);
        }
    }

    @Test
    void aModeratorSeesWhoIsHiddenFromThem() {
        world.says(TALK, "ben", "hello");
        world.block("ben", "mod").block("mod", "ada");
        done(api.as("ada"), MESSAGE, world.message(TALK, 1), null);
        JsonNode report = only(queue("mod"));
        assertThat(report.at("/evidence/message/sender/handle").asString()).isEqualTo("ben");
        assertThat(report.at("/reporter/handle").asString()).isEqualTo("ada");
    }

    @Test
    void aDecisionTellsWhoDecidedWhatAndWhenAndStands() {
        String id = done(api.as("ada"), USER, world.id("ben"), null)
                .at("/report/id")
                .asString();
        JsonNode resolved = resolve("mod", id, "ACCOUNT_SUSPENDED", " third time ");
        assertThat(resolved.path("userErrors").isEmpty()).isTrue();
        assertThat(resolved.at("/report/state").asString()).isEqualTo("RESOLVED");
        JsonNode decision = resolved.at("/report/decision");
        assertThat(decision.path("resolution").asString()).isEqualTo("ACCOUNT_SUSPENDED");
        assertThat(decision.path("note").asString()).isEqualTo("third time");
        assertThat(decision.path("moderatorId").asString()).isEqualTo(world.id("mod"));
        assertThat(Duration.between(Instant.parse(decision.path("decidedAt").asString()), clock.instant()))
                .isBetween(Duration.ZERO, Duration.ofMinutes(1));
        assertThat(decision.path("before").asString()).isEqualTo("OPEN");
        assertThat(decision.path("after").asString()).isEqualTo("RESOLVED");

        JsonNode second = resolve("mona", id, "NO_VIOLATION", null);
        assertThat(second.at("/userErrors/0/code").asString()).isEqualTo("ALREADY_RESOLVED");
        assertThat(second.path("report")).isEqualTo(resolved.path("report"));
        assertThat(queue("mod").path("totalCount").asInt()).isZero();
        JsonNode done = api.as("mod", "moderator")
                .data(QUEUE, Map.of("state", "RESOLVED"))
                .path("reports");
        assertThat(only(done)).isEqualTo(resolved.path("report"));
        assertThat(resolve("mod", World.id("rep", 4711), "WARNED", null)
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void aModeratorNeitherReadsNorResolvesWhatIsReportedOfThem() {
        world.direct(300, "ada", "mod").says(300, "mod", "rude");
        String person = done(api.as("ada"), USER, world.id("mod"), null)
                .at("/report/id")
                .asString();
        String message = done(api.as("ada"), MESSAGE, world.message(300, 1), null)
                .at("/report/id")
                .asString();
        String other = done(api.as("ada"), USER, world.id("ben"), null)
                .at("/report/id")
                .asString();
        assertThat(texts(queue("mona").path("nodes"), "/id")).containsExactlyInAnyOrder(person, message, other);
        assertThat(texts(queue("mod").path("nodes"), "/id")).containsExactly(other);
        assertThat(queue("mod").path("totalCount").asInt()).isEqualTo(1);
        for (String own : List.of(person, message)) {
            assertThat(api.as("mod", "moderator")
                            .data("{ node(id: \"%s\") { id } }".formatted(own))
                            .path("node")
                            .isNull())
                    .isTrue();
            JsonNode refused = resolve("mod", own, "NO_VIOLATION", null);
            assertThat(refused.at("/userErrors/0/code").asString()).isEqualTo("NOT_FOUND");
            assertThat(refused.path("report").isNull()).isTrue();
            assertThat(resolve("mona", own, "WARNED", null).path("userErrors").isEmpty())
                    .isTrue();
        }
    }

    @Test
    void ofManyDecisionsAtOnceOneStands() {
        String id = done(api.as("ada"), USER, world.id("ben"), null)
                .at("/report/id")
                .asString();
        List<JsonNode> answers = atOnce(8, () -> resolve("mod", id, "WARNED", null));
        assertThat(answers.stream().filter(answer -> answer.path("userErrors").isEmpty()))
                .hasSize(1);
        assertThat(answers.stream()
                        .map(answer -> answer.at("/userErrors/0/code").asString(""))
                        .filter("ALREADY_RESOLVED"::equals))
                .hasSize(7);
        assertThat(answers.stream().map(answer -> answer.path("report")).distinct())
                .hasSize(1);
    }

    @Test
    void theQueueIsReadPageByPageOldestFirstWhileItShrinks() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            world.people("someone" + i);
            clock.pass(Duration.ofSeconds(1));
            made.add(done(api.as("ada"), USER, world.id("someone" + i), null)
                    .at("/report/id")
                    .asString());
        }
        Api.Caller mod = api.as("mod", "moderator").header("Mutuals-Proof", "1");
        Api.Answer first = mod.ask(QUEUE, Map.of("first", 2));
        assertThat(first.proof("neo4jQueries")).as(first.body()).isEqualTo(2);
        JsonNode page = first.json().at("/data/reports");
        assertThat(page.path("totalCount").asInt()).isEqualTo(5);
        assertThat(texts(page.path("nodes"), "/id")).isEqualTo(made.subList(0, 2));
        resolve("mod", made.getFirst(), "WARNED", null);
        resolve("mod", made.get(2), "WARNED", null);
        String cursor = page.at("/pageInfo/endCursor").asString();
        JsonNode rest = mod.data(QUEUE, Map.of("first", 5, "after", cursor)).path("reports");
        assertThat(texts(rest.path("nodes"), "/id")).isEqualTo(made.subList(3, 5));
        assertThat(rest.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
        assertThat(mod.ask(QUEUE, Map.of("state", "RESOLVED", "after", cursor)).code())
                .isEqualTo("INVALID_CURSOR");
        assertThat(mod.ask(QUEUE, Map.of("first", 101)).code()).isEqualTo("INVALID_PAGE");
    }

    private JsonNode queue(String moderator) {
        return api.as(moderator, "moderator").data(QUEUE).path("reports");
    }

    private JsonNode resolve(String moderator, String report, String resolution, @Nullable String note) {
        Map<String, @Nullable Object> variables = new HashMap<>();
        variables.put("id", report);
        variables.put("resolution", resolution);
        variables.put("note", note);
        return api.as(moderator, "moderator").data(RESOLVE, variables).path("it");
    }

    private String refused(String mutation, String id) {
        JsonNode answer = ask(api.as("ada"), mutation, id, null);
        assertThat(answer.at("/report").isNull()).isTrue();
        return answer.toString();
    }

    private static JsonNode done(Api.Caller caller, String mutation, String id, @Nullable String comment) {
        JsonNode answer = ask(caller, mutation, id, comment);
        assertThat(answer.path("userErrors").isEmpty()).as(answer.toString()).isTrue();
        assertThat(answer.path("clientMutationId").asString()).isEqualTo("x");
        return answer;
    }

    private static JsonNode ask(Api.Caller caller, String mutation, String id, @Nullable String comment) {
        Map<String, @Nullable Object> variables = new HashMap<>();
        variables.put("id", id);
        variables.put("comment", comment);
        return caller.data(mutation, variables).path("it");
    }

    private static JsonNode only(JsonNode queue) {
        assertThat(queue.path("nodes").size()).isEqualTo(1);
        return queue.at("/nodes/0");
    }

    private static List<String> texts(JsonNode list, String path) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> item.at(path).asString())
                .toList();
    }

    private static <T> List<T> atOnce(int times, Callable<T> work) {
        List<Future<T>> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = IntStream.range(0, times)
                    .mapToObj(time -> threads.submit(work))
                    .toList();
        }
        return answers.stream().map(Future::resultNow).toList();
    }
}
