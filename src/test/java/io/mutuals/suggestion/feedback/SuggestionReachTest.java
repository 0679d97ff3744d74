package io.mutuals.suggestion.feedback;

import static io.mutuals.Mutations.code;
import static io.mutuals.Mutations.does;
import static io.mutuals.suggestion.evidence.SuggestionSource.CONTACTS;
import static io.mutuals.suggestion.evidence.SuggestionSource.FRIENDS_OF_FRIENDS;
import static io.mutuals.suggestion.evidence.SuggestionSource.VIDEO_TASTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.api.DateTimes;
import io.mutuals.api.UserId;
import io.mutuals.suggestion.evidence.SuggestionSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The reach of a user, through the API. */
@MutualsTest
class SuggestionReachTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final ImpressionTokens tokens;
    private long snapshot;

    SuggestionReachTest(Api api, World world, TestClock clock, ImpressionTokens tokens) {
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.tokens = tokens;
    }

    @BeforeEach
    void given() {
        world.clear();
        clock.passToNoon();
        world.people("star");
    }

    @Test
    void viewersAreCountedOnceInTensAndBySignal() {
        seenBy(0, 12, FRIENDS_OF_FRIENDS);
        seenBy(0, 11, FRIENDS_OF_FRIENDS, VIDEO_TASTE);
        seenBy(8, 24, VIDEO_TASTE);
        clock.pass(DAY);

        JsonNode reach = reach("WEEK");
        assertThat(reach.path("people").asInt()).isEqualTo(20);
        assertThat(signals(reach))
                .isEqualTo(Map.of(
                        "FRIENDS_OF_FRIENDS", "true 10",
                        "SHARED_CONVERSATIONS", "true null",
                        "VIDEO_TASTE", "true 20",
                        "CONTACTS", "false null",
                        "NEW_HERE", "true null"));
        Instant until = TimeBucket.start(clock.instant(), DAY);
        assertThat(reach.path("until").asString()).isEqualTo(DateTimes.text(until));
        assertThat(reach.path("since").asString()).isEqualTo(DateTimes.text(until.minus(Duration.ofDays(7))));
        assertThat(reach("MONTH").path("since").asString()).isEqualTo(DateTimes.text(until.minus(Duration.ofDays(30))));
    }

    @Test
    void fewerThanTenLookLikeNone() {
        seenBy(0, 9, FRIENDS_OF_FRIENDS);
        world.people("unseen");
        clock.pass(DAY);
        String nine = reach("WEEK").toString();
        assertThat(nine).contains("\"people\":null");
        assertThat(nine).isEqualTo(reach("unseen", "WEEK").toString());
    }

    @Test
    void countsDoNotChangeBeforeTheDayIsOver() {
        seenBy(0, 9, FRIENDS_OF_FRIENDS);
        clock.pass(DAY);
        String before = reach("WEEK").toString();

        seenBy(9, 10, FRIENDS_OF_FRIENDS);
        assertThat(reach("WEEK").toString()).as("the tenth looked").isEqualTo(before);
        seenBy(0, 9, FRIENDS_OF_FRIENDS);
        assertThat(reach("WEEK").toString()).as("the others looked again").isEqualTo(before);
        clock.pass(DAY);
        assertThat(reach("WEEK").path("people").asInt()).isEqualTo(10);
    }

    @Test
    void aViewerWhoLooksAgainTodayStillCountsForYesterday() {
        seenBy(0, 10, FRIENDS_OF_FRIENDS);
        clock.pass(DAY);
        for (int look = 0; look < 3; look++) {
            seenBy(0, 10, FRIENDS_OF_FRIENDS);
            assertThat(reach("WEEK").path("people").asInt()).isEqualTo(10);
        }
        clock.pass(Duration.ofDays(7));
        assertThat(reach("WEEK").path("people").asInt())
                .as("by the second look")
                .isEqualTo(10);
    }

    @Test
    void impressionsLeaveAWindowAfterItsDays() {
        seenBy(0, 10, FRIENDS_OF_FRIENDS);
        clock.pass(Duration.ofDays(7));
        assertThat(reach("WEEK").path("people").asInt()).isEqualTo(10);
        clock.pass(DAY);
        assertThat(reach("WEEK").path("people").isNull()).isTrue();
        assertThat(reach("MONTH").path("people").asInt()).isEqualTo(10);
        clock.pass(Duration.ofDays(23));
        assertThat(reach("MONTH").path("people").isNull()).isTrue();
    }

    @Test
    void aSignalThatIsOffHasNoCountFromTheNextReadOnAndGainsNoViewers() {
        seenBy(0, 10, FRIENDS_OF_FRIENDS);
        seenBy(0, 14, VIDEO_TASTE);
        clock.pass(DAY);
        assertThat(reach("WEEK").path("people").asInt()).isEqualTo(10);

        choose(Map.of("suggestByMutualFriends", false));
        JsonNode off = reach("WEEK");
        assertThat(signals(off))
                .containsEntry("FRIENDS_OF_FRIENDS", "false null")
                .containsEntry("VIDEO_TASTE", "true 10");
        assertThat(off.path("people").asInt()).isEqualTo(10);
        choose(Map.of("suggestByVideoTaste", false));
        assertThat(reach("WEEK").path("people").isNull()).isTrue();

        seenBy(10, 30, FRIENDS_OF_FRIENDS, VIDEO_TASTE);
        choose(Map.of("suggestByMutualFriends", true));
        clock.pass(DAY);
        assertThat(signals(reach("WEEK")))
                .as("without the twenty who came while it was off")
                .containsEntry("FRIENDS_OF_FRIENDS", "true 10");
    }

    @Test
    void aClosedFriendListSwitchesMutualFriendsOffAndSyncedContactsSwitchContactsOn() {
        choose(Map.of("friendListVisibleTo", "ONLY_ME"));
        assertThat(signals(reach("WEEK"))).containsEntry("FRIENDS_OF_FRIENDS", "false null");
        world.run("MATCH (u:User {handle: 'star'}) SET u.contactsSyncedAt = datetime()", Map.of());
        seenBy(0, 10, CONTACTS);
        clock.pass(DAY);
        assertThat(signals(reach("WEEK"))).containsEntry("CONTACTS", "true 10");
    }

    @Test
    void aBlockDoesNotChangeACount() {
        seenBy(0, 10, FRIENDS_OF_FRIENDS);
        clock.pass(DAY);
        world.block("v3", "star").block("star", "v4");
        assertThat(reach("WEEK").path("people").asInt()).isEqualTo(10);
    }

    @Test
    void aReachCostsOneStatement() {
        var answer = api.as("star")
                .header("Mutuals-Proof", "1")
                .ask("{ viewer { suggestionReach { people signals { signal people } } } }");
        assertThat(answer.proof("neo4jQueries")).isEqualTo(1);
    }

    /** Shows the star to the viewers with these numbers, in one new ranking each. */
    private void seenBy(int from, int to, SuggestionSource... sources) {
        snapshot++;
        for (int index = from; index < to; index++) {
            String viewer = "v" + index;
            world.people(viewer);
            String token = tokens.token(new Impression(
                    new UserId(world.number(viewer)), new UserId(world.number("star")), snapshot, 0, List.of(sources)));
            JsonNode payload = does(
                    api.as(viewer),
                    "recordSuggestionImpressions",
                    Map.of("impressionTokens", List.of(token)),
                    "recorded");
            assertThat(payload.path("recorded").asInt()).as(payload.toString()).isEqualTo(1);
        }
    }

    private void choose(Map<String, Object> choice) {
        assertThat(code(does(api.as("star"), "updatePrivacySettings", choice, "settings { readReceipts }")))
                .isEmpty();
    }

    private JsonNode reach(String window) {
        return reach("star", window);
    }

    private JsonNode reach(String handle, String window) {
        return api.as(handle)
                .data(("{ viewer { suggestionReach(window: %s) { window since until people "
                                + "signals { signal enabled people } } } }")
                        .formatted(window))
                .at("/viewer/suggestionReach");
    }

    private static Map<String, String> signals(JsonNode reach) {
        Map<String, String> signals = new TreeMap<>();
        reach.path("signals")
                .forEach(signal -> signals.put(
                        signal.path("signal").asString(),
                        signal.path("enabled").asBoolean() + " " + signal.path("people")));
        return signals;
    }
}
