package io.mutuals.report;

import static io.mutuals.report.ReportCalls.CONVERSATION;
import static io.mutuals.report.ReportCalls.MESSAGE;
import static io.mutuals.report.ReportCalls.QUEUE;
import static io.mutuals.report.ReportCalls.RESOLVE;
import static io.mutuals.report.ReportCalls.USER;
import static io.mutuals.report.ReportCalls.done;
import static io.mutuals.report.ReportCalls.only;
import static io.mutuals.report.ReportCalls.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mutuals.Api;
import io.mutuals.ConcurrentCalls;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.neo4j.Aggregates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.data.mapping.MappingException;
import tools.jackson.databind.JsonNode;

/** Only moderators read and resolve reports. */
@MutualsTest
class ModeratingApiTest {

    private final Api api;
    private final World world;
    private final Aggregates aggregates;
    private final ReportRepository repository;
    private final TestClock clock;
    private final ReportCalls reports;

    ModeratingApiTest(Api api, World world, Aggregates aggregates, ReportRepository repository, TestClock clock) {
        this.api = api;
        this.world = world;
        this.aggregates = aggregates;
        this.repository = repository;
        this.clock = clock;
        this.reports = new ReportCalls(api, world);
    }

    @BeforeEach
    void given() {
        reports.given();
    }

    @Test
    void onlyModeratorsReadAndResolve() {
        String id = done(api.as("ada"), USER, world.id("ben"), null)
                .at("/report/id")
                .asString()
                .replace("rcp_", "rep_");
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
    void aModeratorSeesReportedUsersWhoAreHiddenFromThem() {
        world.says(CONVERSATION, "ben", "hello");
        world.block("ben", "mod").block("mod", "ada");
        done(api.as("ada"), MESSAGE, world.message(CONVERSATION, 1), null);
        JsonNode report = only(reports.queue("mod"));
        assertThat(report.at("/evidence/message/sender/handle").asString()).isEqualTo("ben");
        assertThat(report.at("/reporter/handle").asString()).isEqualTo("ada");
    }

    @Test
    void aDecisionHasItsModeratorResolutionAndTimeAndIsFinal() {
        String id = done(api.as("ada"), USER, world.id("ben"), null)
                .at("/report/id")
                .asString()
                .replace("rcp_", "rep_");
        JsonNode resolved = reports.resolve("mod", id, "ACCOUNT_SUSPENDED", " third time ");
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

        JsonNode second = reports.resolve("mona", id, "NO_VIOLATION", null);
        assertThat(second.at("/userErrors/0/code").asString()).isEqualTo("ALREADY_RESOLVED");
        assertThat(second.path("report")).isEqualTo(resolved.path("report"));
        assertThat(reports.queue("mod").path("totalCount").asInt()).isZero();
        JsonNode done = api.as("mod", "moderator")
                .data(QUEUE, Map.of("state", "RESOLVED"))
                .path("reports");
        assertThat(only(done)).isEqualTo(resolved.path("report"));
        assertThat(reports.resolve("mod", World.id("rep", 4711), "WARNED", null)
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void aModeratorNeitherReadsNorResolvesReportsAgainstThemselves() {
        world.direct(300, "ada", "mod").says(300, "mod", "rude");
        String person = done(api.as("ada"), USER, world.id("mod"), null)
                .at("/report/id")
                .asString()
                .replace("rcp_", "rep_");
        String message = done(api.as("ada"), MESSAGE, world.message(300, 1), null)
                .at("/report/id")
                .asString()
                .replace("rcp_", "rep_");
        String other = done(api.as("ada"), USER, world.id("ben"), null)
                .at("/report/id")
                .asString()
                .replace("rcp_", "rep_");
        assertThat(texts(reports.queue("mona").path("nodes"), "/id")).containsExactlyInAnyOrder(person, message, other);
        assertThat(texts(reports.queue("mod").path("nodes"), "/id")).containsExactly(other);
        assertThat(reports.queue("mod").path("totalCount").asInt()).isEqualTo(1);
        for (String own : List.of(person, message)) {
            assertThat(api.as("mod", "moderator")
                            .data("{ node(id: \"%s\") { id } }".formatted(own))
                            .path("node")
                            .isNull())
                    .isTrue();
            JsonNode refused = reports.resolve("mod", own, "NO_VIOLATION", null);
            assertThat(refused.at("/userErrors/0/code").asString()).isEqualTo("NOT_FOUND");
            assertThat(refused.path("report").isNull()).isTrue();
            assertThat(reports.resolve("mona", own, "WARNED", null)
                            .path("userErrors")
                            .isEmpty())
                    .isTrue();
        }
    }

    /** Repeated, since decisions rarely collide. */
    @RepeatedTest(5)
    void ofConcurrentDecisionsExactlyOneStands() throws Exception {
        String id = done(api.as("ada"), USER, world.id("ben"), null)
                .at("/report/id")
                .asString()
                .replace("rcp_", "rep_");
        List<JsonNode> answers = ConcurrentCalls.call(8, call -> reports.resolve("mod", id, "WARNED", null));
        assertThat(answers.stream().filter(answer -> answer.path("userErrors").isEmpty()))
                .hasSize(1);
        assertThat(answers.stream()
                        .map(answer -> answer.at("/userErrors/0/code").asString(""))
                        .filter("ALREADY_RESOLVED"::equals))
                .hasSize(7);
        assertThat(answers.stream().map(answer -> answer.path("report")).distinct())
                .hasSize(1);
    }

    /** Neo4j shows the properties of a node one by one while a change of it is being applied. */
    @Test
    void aHalfReadReportCannotBeMapped() {
        done(api.as("ada"), USER, world.id("ben"), null);
        List<Long> numbers = world.values("MATCH (report:Report) RETURN report.id").stream()
                .map(Long.class::cast)
                .toList();
        Supplier<List<Report>> reading = () -> aggregates.read("reports", () -> repository.findAllById(numbers));
        assertThat(reading.get()).hasSize(1);
        world.run("MATCH (report:Report) REMOVE report.state", Map.of());
        assertThatThrownBy(reading::get).isInstanceOf(MappingException.class);
    }

    @Test
    void theQueueIsReadPageByPageOldestFirstWhileItShrinks() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            world.people("reported" + i);
            clock.pass(Duration.ofSeconds(1));
            made.add(done(api.as("ada"), USER, world.id("reported" + i), null)
                    .at("/report/id")
                    .asString()
                    .replace("rcp_", "rep_"));
        }
        Api.Caller mod = api.as("mod", "moderator").header("Mutuals-Proof", "1");
        Api.Answer first = mod.ask(QUEUE, Map.of("first", 2));
        assertThat(first.proof("neo4jQueries")).as(first.body()).isEqualTo(2);
        JsonNode page = first.json().at("/data/reports");
        assertThat(page.path("totalCount").asInt()).isEqualTo(5);
        assertThat(texts(page.path("nodes"), "/id")).isEqualTo(made.subList(0, 2));
        reports.resolve("mod", made.getFirst(), "WARNED", null);
        reports.resolve("mod", made.get(2), "WARNED", null);
        String cursor = page.at("/pageInfo/endCursor").asString();
        JsonNode rest = mod.data(QUEUE, Map.of("first", 5, "after", cursor)).path("reports");
        assertThat(texts(rest.path("nodes"), "/id")).isEqualTo(made.subList(3, 5));
        assertThat(rest.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
        assertThat(mod.ask(QUEUE, Map.of("state", "RESOLVED", "after", cursor)).code())
                .isEqualTo("INVALID_CURSOR");
        assertThat(mod.ask(QUEUE, Map.of("first", 101)).code()).isEqualTo("INVALID_PAGE");
    }
}
