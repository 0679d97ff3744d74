package io.mutuals.suggestion.feedback;

import static io.mutuals.Mutations.code;
import static io.mutuals.Mutations.does;
import static io.mutuals.suggestion.evidence.SuggestionSource.CONTACTS;
import static io.mutuals.suggestion.evidence.SuggestionSource.FRIENDS_OF_FRIENDS;
import static io.mutuals.suggestion.evidence.SuggestionSource.NEW_HERE;
import static io.mutuals.suggestion.evidence.SuggestionSource.SHARED_CONVERSATIONS;
import static io.mutuals.suggestion.evidence.SuggestionSource.VIDEO_TASTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.api.UserId;
import io.mutuals.suggestion.evidence.SuggestionSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import tools.jackson.databind.JsonNode;

/** Recording impressions through the API. */
@MutualsTest
class ImpressionsApiTest {

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final ImpressionTokens tokens;
    private final ConfigurableApplicationContext context;

    ImpressionsApiTest(
            Api api, World world, TestClock clock, ImpressionTokens tokens, ConfigurableApplicationContext context) {
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.tokens = tokens;
        this.context = context;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.people("ada", "ben", "cleo", "dora");
    }

    @Test
    void aTokenCountsOnceAndACandidateOncePerRanking() {
        String first = token("ada", "ben", 1);
        assertThat(recorded("ada", first)).isEqualTo(1);
        assertThat(recorded("ada", first)).isZero();
        assertThat(recorded("ada", token("ada", "ben", 1), first, first)).isZero();
        assertThat(times()).containsExactly(1L);

        assertThat(recorded("ada", token("ada", "ben", 2), first)).isEqualTo(1);
        assertThat(recorded("ada", token("ada", "ben", 5), token("ada", "ben", 4), token("ada", "cleo", 4)))
                .isEqualTo(3);
        assertThat(recorded("ada", token("ada", "ben", 3)))
                .as("older than the last counted ranking")
                .isZero();
        assertThat(times()).containsExactly(4L, 1L);
    }

    @Test
    void tokensSentConcurrentlyByManyDevicesCountOnce() {
        String[] batch = IntStream.range(0, 10)
                .mapToObj(index -> "c" + index)
                .peek(world::people)
                .map(candidate -> token("ada", candidate, 7))
                .toArray(String[]::new);
        List<Future<Integer>> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> device = () -> recorded("ada", batch);
            answers = IntStream.range(0, 25)
                    .mapToObj(index -> threads.submit(device))
                    .toList();
        }
        assertThat(answers.stream().mapToInt(Future::resultNow).sum()).isEqualTo(10);
        assertThat(times()).hasSize(10).containsOnly(1L);
    }

    @Test
    void usersWhoAreShownToEachOtherConcurrentlyAllCount() {
        List<String> people =
                IntStream.range(0, 12).mapToObj(index -> "p" + index).toList();
        people.forEach(world::people);
        List<Future<Integer>> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = people.stream()
                    .map(viewer -> threads.submit(() -> recorded(viewer, tokensOfOthers(viewer, people))))
                    .toList();
        }
        assertThat(answers.stream().mapToInt(Future::resultNow).sum()).isEqualTo(12 * 11);
        assertThat(times()).hasSize(12 * 11).containsOnly(1L);
    }

    private String[] tokensOfOthers(String viewer, List<String> people) {
        return people.stream()
                .filter(candidate -> !candidate.equals(viewer))
                .map(candidate -> token(viewer, candidate, 7))
                .toArray(String[]::new);
    }

    @Test
    void aHundredTokensCostOneStatement() {
        List<String> batch = IntStream.range(0, 100)
                .mapToObj(index -> "c" + index)
                .peek(world::people)
                .map(candidate -> token("ada", candidate, 7))
                .toList();
        assertThat(cost(batch.subList(0, 1))).isEqualTo(1);
        assertThat(cost(batch)).isEqualTo(1);
        assertThat(times()).hasSize(100).containsOnly(1L);
    }

    @Test
    void invalidTokensAreReportedByIndexAndNothingIsRecorded() {
        String good = token("ada", "ben", 1);
        String forged = (good.charAt(0) == 'A' ? 'B' : 'A') + good.substring(1);
        JsonNode payload =
                record("ada", good, token("cleo", "ben", 1), forged, good.substring(0, 40), "", "nonsense!", good);

        assertThat(payload.path("recorded").asInt()).isZero();
        assertThat(payload.path("userErrors")
                        .valueStream()
                        .map(error -> error.path("code").asString() + error.path("field"))
                        .toList())
                .containsExactly(
                        "INVALID_TOKEN[\"input\",\"impressionTokens\",\"1\"]",
                        "INVALID_TOKEN[\"input\",\"impressionTokens\",\"2\"]",
                        "INVALID_TOKEN[\"input\",\"impressionTokens\",\"3\"]",
                        "INVALID_TOKEN[\"input\",\"impressionTokens\",\"4\"]",
                        "INVALID_TOKEN[\"input\",\"impressionTokens\",\"5\"]");
        assertThat(times()).isEmpty();
    }

    @Test
    void anEmptyBatchAndMoreThanAHundredTokensAreRefused() {
        String token = token("ada", "ben", 1);
        assertThat(code(record("ada"))).isEqualTo("INVALID_BATCH_SIZE");
        String[] many = new String[101];
        Arrays.fill(many, token);
        assertThat(code(record("ada", many))).isEqualTo("INVALID_BATCH_SIZE");
        assertThat(code(record("ada", Arrays.copyOf(many, 100)))).isEmpty();
    }

    @Test
    void aRateLimitedCallReturnsTheTimeOfItsReset() {
        world.emptyBucket("mutuals:limit:{" + world.number("ada") + "}:record_impressions");
        JsonNode payload = api.as("ada")
                .data("""
                        mutation ($tokens: [ID!]!) { recordSuggestionImpressions(input: {impressionTokens: $tokens,
                          clientMutationId: "m"}) {
                          recorded userErrors { code field resetAt } clientMutationId } }
                        """, Map.of("tokens", List.of(token("ada", "ben", 1))))
                .path("recordSuggestionImpressions");
        assertThat(code(payload)).isEqualTo("RATE_LIMITED");
        assertThat(payload.at("/userErrors/0/resetAt").isNull()).isFalse();
        assertThat(payload.path("clientMutationId").asString()).isEqualTo("m");
        assertThat(recorded("cleo", token("cleo", "ben", 1))).isEqualTo(1);
    }

    @Test
    void onlySignalsThatTheCandidateAllowsAreRecorded() {
        world.run(
                "MATCH (u:User {handle: 'ben'}) SET u.suggestByVideoTaste = false, u.findableBySearch = false",
                Map.of());
        recorded(
                "ada",
                token("ada", "ben", 1, FRIENDS_OF_FRIENDS, SHARED_CONVERSATIONS, VIDEO_TASTE, CONTACTS, NEW_HERE));
        assertThat(signals("ben")).containsExactly("mutualFriendsAt", "sharedConversationsAt");

        world.run(
                "MATCH (u:User {handle: 'cleo'}) SET u.contactsSyncedAt = datetime(), "
                        + "u.friendListVisibleTo = 'ONLY_ME'",
                Map.of());
        recorded("ada", token("ada", "cleo", 1, FRIENDS_OF_FRIENDS, VIDEO_TASTE, CONTACTS, NEW_HERE));
        assertThat(signals("cleo")).containsExactly("contactsAt", "newHereAt", "videoTasteAt");

        world.aged("dora", 14);
        recorded("ada", token("ada", "dora", 1, VIDEO_TASTE, NEW_HERE));
        assertThat(signals("dora")).containsExactly("videoTasteAt");
    }

    @Test
    void anOlderTokenDoesNotCountForASignalThatIsOffNow() {
        String older = token("ada", "ben", 1, FRIENDS_OF_FRIENDS, VIDEO_TASTE);
        assertThat(code(does(
                        api.as("ben"),
                        "updatePrivacySettings",
                        Map.of("suggestByMutualFriends", false),
                        "settings { suggestByMutualFriends }")))
                .isEmpty();
        assertThat(recorded("ada", older)).isEqualTo(1);
        assertThat(signals("ben")).containsExactly("videoTasteAt");
    }

    @Test
    void hiddenCandidatesAreSkippedLikeMissingOnes() {
        String blocked = token("ada", "ben", 1);
        String blocking = token("ada", "cleo", 1);
        String missing =
                tokens.token(new Impression(new UserId(world.number("ada")), new UserId(999), 1, 0, List.of(NEW_HERE)));
        String self = token("ada", "ada", 1);
        world.block("ada", "ben").block("cleo", "ada");

        assertThat(recorded("ada", blocked, blocking, missing, self)).isZero();
        assertThat(times()).isEmpty();
    }

    @Test
    void anOldImpressionNoLongerCountsWhenANewOneIsRecorded() {
        recorded("ada", token("ada", "ben", 1), token("ada", "cleo", 1));
        clock.pass(Duration.ofDays(91));
        assertThat(recorded("ada", token("ada", "ben", 2))).isEqualTo(1);
        assertThat(world.values("MATCH (:User)-[saw:SAW]->(:User {handle: 'ben'}) RETURN saw.times"))
                .containsExactly(1L);
    }

    @Test
    void candidatesWhoRankLowerFromNowOnArePublished() {
        List<ImpressionsRecorded> events = new CopyOnWriteArrayList<>();
        ApplicationListener<ApplicationEvent> listener = event -> {
            if (event instanceof PayloadApplicationEvent<?> published
                    && published.getPayload() instanceof ImpressionsRecorded recorded) {
                events.add(recorded);
            }
        };
        context.addApplicationListener(listener);
        try {
            recorded("ada", token("ada", "ben", 1), token("ada", "cleo", 1));
            recorded("ada", token("ada", "ben", 2));
            assertThat(events).as("the first two impressions are free").isEmpty();
            recorded("ada", token("ada", "ben", 3), token("ada", "cleo", 3));
            recorded("ada", token("ada", "ben", 3));
        } finally {
            context.removeApplicationListener(listener);
        }
        assertThat(events).containsExactly(new ImpressionsRecorded(world.number("ada"), List.of(world.number("ben"))));
    }

    private int cost(List<String> batch) {
        var answer = api.as("ada")
                .header("Mutuals-Proof", "1")
                .ask(
                        "mutation ($tokens: [ID!]!) { "
                                + "recordSuggestionImpressions(input: {impressionTokens: $tokens}) { recorded } }",
                        Map.of("tokens", batch));
        assertThat(answer.code()).as(answer.body()).isEmpty();
        return answer.proof("neo4jQueries");
    }

    private int recorded(String viewer, String... batch) {
        JsonNode payload = record(viewer, batch);
        assertThat(code(payload)).isEmpty();
        return payload.path("recorded").asInt();
    }

    private JsonNode record(String viewer, String... batch) {
        return does(
                api.as(viewer), "recordSuggestionImpressions", Map.of("impressionTokens", List.of(batch)), "recorded");
    }

    private String token(String viewer, String candidate, long snapshot, SuggestionSource... sources) {
        List<SuggestionSource> by = sources.length == 0 ? List.of(FRIENDS_OF_FRIENDS) : List.of(sources);
        return tokens.token(
                new Impression(new UserId(world.number(viewer)), new UserId(world.number(candidate)), snapshot, 3, by));
    }

    private List<Object> times() {
        return world.values("MATCH (:User)-[saw:SAW]->(u) RETURN saw.times ORDER BY u.id");
    }

    private List<String> signals(String candidate) {
        List<String> signals = new ArrayList<>();
        world.values("MATCH (:User)-[saw:SAW]->(:User {handle: '" + candidate
                        + "'}) UNWIND keys(saw) AS name RETURN name")
                .forEach(name -> signals.add(String.valueOf(name)));
        signals.removeIf(name -> !name.endsWith("At"));
        signals.sort(null);
        return signals;
    }
}
