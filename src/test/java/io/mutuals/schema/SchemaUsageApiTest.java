package io.mutuals.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.LiveSocket;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What administrators are told about the usage of the schema. */
@MutualsTest
class SchemaUsageApiTest {

    private static final String USAGE = """
            query Usage($coordinate: String, $search: String, $filter: SchemaUsageFilter! = ALL, $first: Int! = 100,
                $after: String) {
              schemaUsage(coordinate: $coordinate, search: $search, filter: $filter, first: $first, after: $after) {
                totalCount countedSince pageInfo { hasNextPage hasPreviousPage endCursor }
                edges { cursor node { coordinate } }
                nodes { coordinate kind requestCount lastUsedOn callerCount
                  callers { operation app version requestCount lastUsedOn }
                  deprecation { reason replacement removedAfter isOverdue } }
              }
            }
            """;

    private final Api api;
    private final World world;
    private final SchemaUsageLoop loop;
    private final SchemaUsageStore store;
    private final TestClock clock;

    SchemaUsageApiTest(Api api, World world, SchemaUsageLoop loop, SchemaUsageStore store, TestClock clock) {
        this.api = api;
        this.world = world;
        this.loop = loop;
        this.store = store;
        this.clock = clock;
    }

    @BeforeEach
    void given() {
        loop.flush();
        world.clear();
        world.friends("ada", "ben");
    }

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void requestsAreCountedByOperationAppAndVersion() {
        String friends = "query Friends($n: Int!) { viewer { friends(first: $n) { nodes { handle } } } }";
        Api.Caller web = api.as("ada").header("Mutuals-App", "web").header("Mutuals-App-Version", "4.2.0+1");
        web.data(friends, Map.of("n", 1));
        web.data(friends, Map.of("n", 2));
        api.as("ben")
                .header("apollographql-client-name", "ios")
                .header("apollographql-client-version", "not a version")
                .data(friends, Map.of("n", 1));
        api.as("ben").header("Mutuals-App", "no name!").data("{ viewer { friends(first: 1) { totalCount } } }");
        api.as("ben").ask("query Friends { viewer { friends(first: 1) { unknown } } }");
        loop.flush();
        JsonNode list = usage(Map.of("coordinate", "User.handle")).at("/nodes");
        assertThat(list.toString()).isEqualTo("""
                [{"coordinate":"User.handle","kind":"FIELD","requestCount":3,"lastUsedOn":"%1$s","callerCount":2,\
                "callers":[\
                {"operation":"Friends","app":"web","version":"4.2.0+1","requestCount":2,"lastUsedOn":"%1$s"},\
                {"operation":"Friends","app":"ios","version":"unnamed","requestCount":1,"lastUsedOn":"%1$s"}],\
                "deprecation":null}]""".formatted(store.today()));
        JsonNode argument =
                usage(Map.of("coordinate", "Viewer.friends(first:)")).at("/nodes/0");
        assertThat(argument.path("requestCount").asInt()).isEqualTo(4);
        assertThat(argument.at("/callers/1/operation").asString()).isEqualTo("Friends");
        assertThat(argument.at("/callers").findValuesAsString("app")).contains("unnamed");
    }

    @Test
    void valuesOfVariablesAndSubscriptionsAreCounted() {
        api.as("ada")
                .data(
                        "mutation Report($input: ReportUserInput!) { reportUser(input: $input) "
                                + "{ userErrors { message } } }",
                        Map.of("input", Map.of("userId", world.id("ben"), "reason", "SPAM")));
        try (LiveSocket socket = LiveSocket.signedIn(api, api.token("ada"), Map.of())) {
            socket.subscribe(
                            "one",
                            "subscription Watch($ids: [ID!]!) { presence(userIds: $ids) { users { handle } } }",
                            Map.of("ids", List.of(world.id("ben"))))
                    .next();
        }
        loop.flush();
        assertThat(coordinates(Map.of("coordinate", "ReportUserInput", "filter", "USED")))
                .containsExactly("ReportUserInput", "ReportUserInput.reason", "ReportUserInput.userId");
        assertThat(coordinates(Map.of("coordinate", "ReportReason", "filter", "USED")))
                .containsExactly("ReportReason", "ReportReason.SPAM");
        JsonNode presence = usage(Map.of("coordinate", "Subscription.presence")).at("/nodes/0/callers/0");
        assertThat(presence.path("operation").asString()).isEqualTo("Watch");
        assertThat(presence.path("requestCount").asInt()).isEqualTo(1);
        assertThat(requests("ReportUserInput"))
                .as("once, although the document names it too")
                .isEqualTo(1);
    }

    @Test
    void whatTheDocumentAndAVariableUseIsCountedOnce() {
        api.as("ada")
                .data(
                        "query Feed($order: FeedOrder!) { viewer { a: feed(first: 1, order: $order) { nodes { at } } "
                                + "b: feed(first: 1, order: LATEST) { nodes { at } } } }",
                        Map.of("order", "LATEST"));
        loop.flush();
        assertThat(requests("FeedOrder")).isEqualTo(1);
        assertThat(requests("FeedOrder.LATEST")).isEqualTo(1);
    }

    private int requests(String coordinate) {
        return usage(Map.of("coordinate", coordinate, "filter", "USED"))
                .at("/nodes/0/requestCount")
                .asInt();
    }

    @Test
    void theListIsPagedAndFilteredAndTellsDeprecations() {
        List<String> paged = new ArrayList<>();
        String after = null;
        do {
            JsonNode page = api.as("ada", "admin")
                    .data(
                            USAGE,
                            after == null ? Map.of("search", "REPORT") : Map.of("search", "REPORT", "after", after))
                    .path("schemaUsage");
            paged.addAll(page.at("/nodes").findValuesAsString("coordinate"));
            assertThat(page.path("totalCount").asInt()).isGreaterThan(100);
            assertThat(page.at("/pageInfo/hasPreviousPage").asBoolean()).isEqualTo(after != null);
            after = page.at("/pageInfo/hasNextPage").asBoolean()
                    ? page.at("/pageInfo/endCursor").asString()
                    : null;
        } while (after != null);
        assertThat(paged)
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(coordinate -> coordinate.toLowerCase(Locale.ROOT).contains("report"))
                .contains("Query.reports(state:)", "Report.id", "ReportReason.SPAM");

        JsonNode deprecated = usage(Map.of("filter", "DEPRECATED")).at("/nodes");
        assertThat(deprecated.findValuesAsString("coordinate")).contains("MessageChanged.change");
        assertThat(deprecated.at("/0/deprecation/removedAfter").asString()).isEqualTo("2027-05-31");
        assertThat(deprecated.at("/0/deprecation/replacement").asString()).isEqualTo("messageChange");
        assertThat(deprecated.at("/0/deprecation/isOverdue").asBoolean()).isFalse();
        assertThat(coordinates(Map.of("filter", "OVERDUE"))).isEmpty();
        assertThat(coordinates(Map.of("coordinate", "User.handle", "filter", "UNUSED")))
                .containsExactly("User.handle");
        assertThat(coordinates(Map.of("coordinate", "User.hand"))).isEmpty();
        assertThat(api.as("ada", "admin")
                        .ask("{ schemaUsage(first: 0) { totalCount } }")
                        .code())
                .isEqualTo("INVALID_PAGE");
        assertThat(api.as("ada", "admin")
                        .ask("{ schemaUsage(first: 1, after: \"x\") { totalCount } }")
                        .code())
                .isEqualTo("INVALID_CURSOR");
    }

    @Test
    void thirtyDaysAreTold() {
        LocalDate today = store.today();
        assertThat(usage(Map.of()).path("countedSince").isNull()).isTrue();
        store.add(List.of(new SchemaUsageCounter.Count("Op\tweb\t1", "#a", "User,User.bio", 5)));
        clock.pass(Duration.ofDays(29));
        store.add(List.of(new SchemaUsageCounter.Count("Op\tweb\t1", "#a", "User,User.bio", 2)));
        JsonNode usage = usage(Map.of("coordinate", "User.bio"));
        assertThat(usage.path("countedSince").asString()).isEqualTo(today.toString());
        assertThat(usage.at("/nodes/0/requestCount").asInt()).isEqualTo(7);
        assertThat(usage.at("/nodes/0/callers/0/lastUsedOn").asString())
                .isEqualTo(today.plusDays(29).toString());
        clock.pass(Duration.ofDays(1));
        assertThat(usage(Map.of("coordinate", "User.bio"))
                        .at("/nodes/0/requestCount")
                        .asInt())
                .isEqualTo(2);
        clock.pass(Duration.ofDays(200));
        assertThat(coordinates(Map.of("filter", "REMOVABLE"))).contains("MessageChanged.change");
    }

    @Test
    void whatClientsCallThemselvesIsBoundedAndWhatTheyUseIsStillTold() {
        List<SchemaUsageCounter.Count> many = new ArrayList<>();
        for (int i = 0; i < 10_100; i++) {
            many.add(new SchemaUsageCounter.Count("Op" + i + "\tweb\t1", "#a", "User.bio", 1));
        }
        for (int i = 0; i < 2_100; i++) {
            many.add(new SchemaUsageCounter.Count("Op\tweb\t1", "#" + i, "User.bio,User.handle", 1));
        }
        assertThat(store.add(many)).isZero();
        JsonNode bio = usage(Map.of("coordinate", "User.bio")).at("/nodes/0");
        assertThat(bio.path("requestCount").asInt()).isEqualTo(12_200);
        assertThat(bio.at("/callers/0/operation").asString()).isEqualTo("other");
        assertThat(bio.path("callers").size()).isEqualTo(20);
        assertThat(bio.path("callerCount").asInt()).isLessThanOrEqualTo(10_001);
        SchemaUsageStore.Day day = Objects.requireNonNull(store.read(store.today()));
        assertThat(day.requests().size()).isLessThan(12_100);
        assertThat(day.shapes().size()).isEqualTo(2_000);
    }

    private List<String> coordinates(Map<String, ?> variables) {
        return usage(variables).at("/nodes").findValuesAsString("coordinate");
    }

    private JsonNode usage(Map<String, ?> variables) {
        JsonNode usage = api.as("ada", "admin").data(USAGE, variables).path("schemaUsage");
        assertThat(usage.at("/edges").findValuesAsString("coordinate"))
                .isEqualTo(usage.at("/nodes").findValuesAsString("coordinate"));
        return usage;
    }
}
