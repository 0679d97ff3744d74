package io.mutuals.suggestion.feedback;

import static io.mutuals.Mutations.code;
import static io.mutuals.Mutations.does;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.api.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import tools.jackson.databind.JsonNode;

/** Dismissing and snoozing suggestions, and undoing it, through the API. */
@MutualsTest
class DismissalApiTest {

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final ConfigurableApplicationContext context;

    DismissalApiTest(Api api, World world, TestClock clock, ConfigurableApplicationContext context) {
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.context = context;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben").friends("ben", "cleo", "dora", "eli");
    }

    @Test
    void aDismissedUserIsGoneOnTheNextReadAndStillSeesTheViewer() {
        assertThat(suggested("ada")).containsExactly("cleo", "dora", "eli");

        JsonNode payload = dismiss("ada", "dora", null);
        assertThat(code(payload)).isEmpty();
        assertThat(payload.at("/user/handle").asString()).isEqualTo("dora");
        assertThat(payload.at("/dismissedSuggestionEdge/until").isNull()).isTrue();
        assertThat(payload.path("clientMutationId").asString()).isEqualTo("m1");

        assertThat(suggested("ada")).containsExactly("cleo", "eli");
        assertThat(suggested("dora")).contains("ada");
        assertThat(dismissed("ada")).containsExactly("dora");
        assertThat(dismissed("dora")).isEmpty();
    }

    @Test
    void undoingADismissalRemovesItAndUndoingAgainSucceeds() {
        dismiss("ada", "dora", null);
        for (int time = 0; time < 2; time++) {
            JsonNode payload = undo("ada", "dora");
            assertThat(code(payload)).isEmpty();
            assertThat(payload.at("/user/handle").asString()).isEqualTo("dora");
        }
        assertThat(dismissed("ada")).isEmpty();
        world.forgetLatestRankings();
        assertThat(suggested("ada")).containsExactly("cleo", "dora", "eli");
    }

    @Test
    void aSnoozeEndsAutomatically() {
        dismiss("ada", "dora", clock.instant().plus(Duration.ofHours(5)).toString());
        assertThat(suggested("ada")).containsExactly("cleo", "eli");
        assertThat(dismissed("ada")).containsExactly("dora");

        clock.pass(Duration.ofHours(6));
        world.forgetLatestRankings();
        assertThat(suggested("ada")).containsExactly("cleo", "dora", "eli");
        assertThat(dismissed("ada")).isEmpty();
    }

    @Test
    void dismissingAgainChangesTheEndAndNotTheBeginning() {
        JsonNode first = dismiss("ada", "dora", null);
        clock.pass(Duration.ofHours(1));
        JsonNode again = dismiss("ada", "dora", null);
        assertThat(again).isEqualTo(first);

        JsonNode snoozed =
                dismiss("ada", "dora", clock.instant().plus(Duration.ofHours(5)).toString());
        assertThat(snoozed.at("/dismissedSuggestionEdge/dismissedAt"))
                .isEqualTo(first.at("/dismissedSuggestionEdge/dismissedAt"));
        assertThat(snoozed.at("/dismissedSuggestionEdge/until").isNull()).isFalse();

        clock.pass(Duration.ofHours(6));
        JsonNode anew = dismiss("ada", "dora", null);
        assertThat(anew.at("/dismissedSuggestionEdge/dismissedAt"))
                .as("the snooze was over")
                .isNotEqualTo(first.at("/dismissedSuggestionEdge/dismissedAt"));
    }

    @Test
    void aSnoozeMustEndInTheFutureAndWithinAYear() {
        for (Duration wrong : List.of(Duration.ofSeconds(-1), Duration.ofDays(366), Duration.ofDays(-4000))) {
            JsonNode payload =
                    dismiss("ada", "dora", clock.instant().plus(wrong).toString());
            assertThat(code(payload)).as(wrong.toString()).isEqualTo("INVALID_UNTIL");
            assertThat(payload.at("/userErrors/0/field").toString()).isEqualTo("[\"input\",\"until\"]");
            assertThat(payload.at("/dismissedSuggestionEdge").isNull()).isTrue();
        }
        assertThat(code(dismiss("ada", "dora", "9999-12-31T23:59:59Z"))).isEqualTo("INVALID_UNTIL");
        assertThat(dismissed("ada")).isEmpty();
        assertThat(code(dismiss(
                        "ada",
                        "dora",
                        clock.instant().plus(Duration.ofDays(364)).toString())))
                .isEmpty();
    }

    @Test
    void theAnswerForAHiddenUserEqualsThatForAMissingOne() {
        world.block("ada", "cleo").block("dora", "ada");
        String missingId = World.id("usr", 999);
        for (String mutation : List.of("dismissSuggestion", "undoDismissSuggestion")) {
            String missing = answer(mutation, missingId);
            assertThat(missing).contains("NOT_FOUND");
            assertThat(answer(mutation, world.id("cleo"))).isEqualTo(missing);
            assertThat(answer(mutation, world.id("dora"))).isEqualTo(missing);
            assertThat(answer(mutation, world.id("ada"))).contains("SELF");
            assertThat(api.as("ada")
                            .ask("mutation { %s(input: {userId: \"vid_0000000000001\"}) { user { id } } }"
                                    .formatted(mutation))
                            .code())
                    .isEqualTo("INVALID_ID");
        }
        assertThat(world.values("MATCH ()-[d:DISMISSED]->() RETURN d")).isEmpty();
    }

    @Test
    void aBlockedUserLeavesTheListAndItsCount() {
        dismiss("ada", "cleo", null);
        dismiss("ada", "dora", null);
        world.block("dora", "ada");

        JsonNode list = api.as("ada")
                .data("{ viewer { dismissedSuggestions(first: 9) { totalCount nodes { handle } } } }")
                .at("/viewer/dismissedSuggestions");
        assertThat(list.toString()).isEqualTo("{\"totalCount\":1,\"nodes\":[{\"handle\":\"cleo\"}]}");
    }

    @Test
    void theListIsPagedNewestFirstAndContainsTheEdgeOfThePayload() {
        List<String> names =
                IntStream.range(0, 7).mapToObj(index -> "p" + index).toList();
        names.forEach(world::people);
        Map<String, String> cursors = new HashMap<>();
        for (String name : names) {
            clock.pass(Duration.ofMinutes(1));
            cursors.put(
                    name,
                    dismiss("ada", name, null)
                            .at("/dismissedSuggestionEdge/cursor")
                            .asString());
        }
        List<String> seen = new ArrayList<>();
        JsonNode page = page("ada", 3, null);
        while (true) {
            page.path("edges").forEach(edge -> {
                String name = edge.at("/node/handle").asString();
                assertThat(edge.path("cursor").asString()).isEqualTo(cursors.get(name));
                seen.add(name);
            });
            if (!page.at("/pageInfo/hasNextPage").asBoolean()) {
                break;
            }
            page = page("ada", 3, page.at("/pageInfo/endCursor").asString());
        }
        assertThat(seen).containsExactlyElementsOf(names.reversed());
        assertThat(api.as("ada")
                        .ask("{ viewer { dismissedSuggestions(first: 3, after: \"nonsense\") { nodes { id } } } }")
                        .code())
                .isEqualTo("INVALID_CURSOR");
        assertThat(api.as("ada")
                        .ask("{ viewer { dismissedSuggestions(first: 0) { nodes { id } } } }")
                        .code())
                .isEqualTo("INVALID_PAGE");
    }

    @Test
    @SuppressWarnings("try") // closed explicitly, to wait for all calls
    void concurrentDismissalsMakeOneAndPublishOneEvent() {
        List<Object> events = new CopyOnWriteArrayList<>();
        ApplicationListener<ApplicationEvent> listener = event -> {
            if (event instanceof PayloadApplicationEvent<?> published
                    && (published.getPayload() instanceof SuggestionDismissed
                            || published.getPayload() instanceof DismissalUndone)) {
                events.add(published.getPayload());
            }
        };
        context.addApplicationListener(listener);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<JsonNode> device = () -> dismiss("ada", "dora", null);
            List<Future<JsonNode>> answers = IntStream.range(0, 25)
                    .mapToObj(index -> threads.submit(device))
                    .toList();
            threads.close();
            assertThat(answers.stream().map(Future::resultNow).distinct()).hasSize(1);
            undo("ada", "dora");
            undo("ada", "dora");
        } finally {
            context.removeApplicationListener(listener);
        }
        UserId ada = new UserId(world.number("ada"));
        UserId dora = new UserId(world.number("dora"));
        assertThat(events).hasSize(2).endsWith(new DismissalUndone(ada, dora));
        assertThat(events.getFirst())
                .isInstanceOfSatisfying(
                        SuggestionDismissed.class,
                        dismissed ->
                                assertThat(dismissed).isEqualTo(new SuggestionDismissed(ada, dora, dismissed.at())));
    }

    private String answer(String mutation, String userId) {
        return api.as("ada")
                .ask("mutation { %s(input: {userId: \"%s\"}) { user { id } userErrors { code field message } } }"
                        .formatted(mutation, userId))
                .json()
                .path("data")
                .toString();
    }

    private JsonNode dismiss(String viewer, String other, @Nullable String until) {
        Map<String, @Nullable Object> input = new HashMap<>();
        input.put("userId", world.id(other));
        input.put("until", until);
        input.put("clientMutationId", "m1");
        return does(
                api.as(viewer),
                "dismissSuggestion",
                input,
                "user { handle } dismissedSuggestionEdge { cursor dismissedAt until node { handle } } "
                        + "clientMutationId");
    }

    private JsonNode undo(String viewer, String other) {
        return does(api.as(viewer), "undoDismissSuggestion", Map.of("userId", world.id(other)), "user { handle }");
    }

    private List<String> dismissed(String viewer) {
        return page(viewer, 9, null)
                .path("edges")
                .valueStream()
                .map(edge -> edge.at("/node/handle").asString())
                .toList();
    }

    private JsonNode page(String viewer, int first, @Nullable String after) {
        return api.as(viewer)
                .data(("{ viewer { dismissedSuggestions(first: %d%s) { edges { cursor dismissedAt until "
                                + "node { handle } } pageInfo { hasNextPage endCursor } } } }")
                        .formatted(first, after == null ? "" : ", after: \"" + after + "\""))
                .at("/viewer/dismissedSuggestions");
    }

    private List<String> suggested(String viewer) {
        return api.as(viewer)
                .data("{ viewer { peopleYouMayKnow(first: 9) { nodes { user { handle } } } } }")
                .at("/viewer/peopleYouMayKnow/nodes")
                .valueStream()
                .map(node -> node.at("/user/handle").asString())
                .toList();
    }
}
