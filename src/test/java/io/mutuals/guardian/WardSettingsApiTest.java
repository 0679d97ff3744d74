package io.mutuals.guardian;

import static io.mutuals.guardian.Families.codes;
import static io.mutuals.guardian.Families.ends;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.ConcurrentCalls;
import io.mutuals.Mutations;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Guardians tighten and lock the settings of their wards, and decide about what wards ask for. */
@MutualsTest
class WardSettingsApiTest {

    private final Api api;
    private final World world;

    WardSettingsApiTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.people("mum", "dad", "eve").aged("late", 17).aged("teen", 14);
        world.guards("mum", "late").guards("dad", "late").guards("mum", "teen").friends("late", "eve");
    }

    @Test
    void aTightenedSettingHoldsOnTheNextReadAndIsLocked() {
        assertThat(maysMessage("eve", "late")).isTrue();
        assertThat(tighten("late", Map.of("messagesFrom", "NOBODY", "showPresence", false)))
                .isEmpty();
        assertThat(maysMessage("eve", "late")).isFalse();
        assertThat(api.as("late")
                        .data("{ viewer { settings { messagesFrom showPresence } settingLimits { messagesFrom "
                                + "showPresence readReceipts } } }")
                        .path("viewer")
                        .toString())
                .isEqualTo("{\"settings\":{\"messagesFrom\":\"NOBODY\",\"showPresence\":false},"
                        + "\"settingLimits\":{\"messagesFrom\":\"NOBODY\",\"showPresence\":false,"
                        + "\"readReceipts\":null}}");
        JsonNode refused = choose("late", Map.of("messagesFrom", "FRIENDS", "readReceipts", false));
        assertThat(codes(refused)).containsExactly("LOCKED_BY_GUARDIAN");
        assertThat(refused.at("/userErrors/0/field/1").asString()).isEqualTo("messagesFrom");
        assertThat(read("late", "readReceipts")).as("nothing half done").isEqualTo("true");
        assertThat(codes(choose("late", Map.of("readReceipts", false))))
                .as("not locked")
                .isEmpty();
        assertThat(tighten("late", Map.of("messagesFrom", "NOBODY")))
                .as("again")
                .isEmpty();
    }

    @Test
    void theWardMayTightenFurtherAndComeBackToTheLimit() {
        assertThat(tighten("late", Map.of("friendListVisibleTo", "FRIENDS"))).isEmpty();
        assertThat(codes(choose("late", Map.of("friendListVisibleTo", "ONLY_ME"))))
                .isEmpty();
        assertThat(codes(choose("late", Map.of("friendListVisibleTo", "FRIENDS"))))
                .isEmpty();
        assertThat(codes(choose("late", Map.of("friendListVisibleTo", "EVERYONE"))))
                .containsExactly("LOCKED_BY_GUARDIAN");
    }

    @Test
    void aGuardianOnlyTightensWithinWhatTheAgePermitsAndOnlyWards() {
        assertThat(tighten("late", Map.of("messagesFrom", "FRIENDS_OF_FRIENDS")))
                .as("looser than the default")
                .isEmpty();
        assertThat(read("late", "messagesFrom")).isEqualTo("FRIENDS");
        assertThat(codes(choose("late", Map.of("messagesFrom", "FRIENDS_OF_FRIENDS"))))
                .isEmpty();
        assertThat(codes(choose("late", Map.of("messagesFrom", "EVERYONE")))).containsExactly("LOCKED_BY_GUARDIAN");
        assertThat(tighten("late", Map.of("messagesFrom", "EVERYONE")))
                .as("looser than the limit")
                .containsExactly("NOT_TIGHTER");
        assertThat(tighten("teen", Map.of("friendListVisibleTo", "EVERYONE"))).containsExactly("LOCKED_BY_AGE");
        assertThat(tighten("teen", Map.of("findableBySearch", false)))
                .as("as it is")
                .isEmpty();
        assertThat(tighten("eve", Map.of("showPresence", false))).containsExactly("NOT_FOUND");
        assertThat(tighten("mum", Map.of("showPresence", false))).containsExactly("NOT_FOUND");
        assertThat(codes(Families.does(
                        api.as("eve"),
                        "tightenSettings",
                        Map.of("wardId", world.id("late"), "settings", Map.of("showPresence", false)))))
                .containsExactly("NOT_FOUND");
        assertThat(codes(Families.does(
                        api.as("mum"),
                        "tightenSettings",
                        Map.of("wardId", World.id("usr", 99_999), "settings", Map.of("showPresence", false)))))
                .containsExactly("NOT_FOUND");
    }

    @Test
    void aLimitHoldsWhenTheWardGrowsIntoALooserDefault() {
        assertThat(tighten("teen", Map.of("findableBySearch", false))).isEmpty();
        world.aged("teen", 17);
        assertThat(read("teen", "findableBySearch")).isEqualTo("false");
        assertThat(codes(choose("teen", Map.of("findableBySearch", true)))).containsExactly("LOCKED_BY_GUARDIAN");
    }

    @Test
    void aRequestChangesTheSettingAndTheLimitWhenItIsApproved() {
        tighten("late", Map.of("messagesFrom", "NOBODY"));
        String request = asks("late", Map.of("messagesFrom", "FRIENDS"));
        assertThat(asks("late", Map.of("messagesFrom", "FRIENDS"))).as("again").isEqualTo(request);
        assertThat(read("late", "messagesFrom")).isEqualTo("NOBODY");
        assertThat(pending("mum")).containsExactly(request);
        assertThat(pending("dad")).containsExactly(request);
        assertThat(decide("mum", request, true)).isEmpty();
        assertThat(decide("mum", request, true)).as("a retry").isEmpty();
        assertThat(decide("dad", request, true)).as("the same").isEmpty();
        assertThat(decide("dad", request, false)).containsExactly("ALREADY_DECIDED");
        assertThat(read("late", "messagesFrom")).isEqualTo("FRIENDS");
        assertThat(pending("dad")).isEmpty();
        assertThat(codes(choose("late", Map.of("messagesFrom", "EVERYONE")))).containsExactly("LOCKED_BY_GUARDIAN");
        assertThat(api.as("late")
                        .data("{ viewer { settingsRequest { state } } }")
                        .at("/viewer/settingsRequest/state")
                        .asString())
                .isEqualTo("APPROVED");
    }

    @Test
    void aDeclinedOrReplacedRequestChangesNothing() {
        tighten("late", Map.of("messagesFrom", "NOBODY", "friendRequestsFrom", "NOBODY"));
        String first = asks("late", Map.of("messagesFrom", "FRIENDS"));
        String second = asks("late", Map.of("friendRequestsFrom", "EVERYONE"));
        assertThat(decide("mum", first, true)).as("replaced").containsExactly("NOT_FOUND");
        assertThat(decide("eve", second, true)).as("no guardian").containsExactly("NOT_FOUND");
        assertThat(decide("mum", second, false)).isEmpty();
        assertThat(read("late", "messagesFrom") + read("late", "friendRequestsFrom"))
                .isEqualTo("NOBODYNOBODY");
    }

    @Test
    void aRequestIsRefusedForAReasonThatIsNamed() {
        assertThat(request("eve", Map.of("messagesFrom", "EVERYONE"))).containsExactly("NO_GUARDIAN");
        assertThat(request("late", Map.of("messagesFrom", "EVERYONE"))).containsExactly("NOTHING_TO_APPROVE");
        assertThat(request("late", Map.of())).containsExactly("NOTHING_TO_APPROVE");
        assertThat(request("teen", Map.of("messagesFrom", "EVERYONE"))).containsExactly("LOCKED_BY_AGE");
    }

    @Test
    void limitsCanBeReleasedAndEndWithTheLastGuardian() {
        tighten("late", Map.of("messagesFrom", "NOBODY", "showPresence", false));
        assertThat(codes(Families.does(
                        api.as("mum"),
                        "releaseSettings",
                        Map.of("wardId", world.id("late"), "settings", List.of("SHOW_PRESENCE")))))
                .isEmpty();
        assertThat(read("late", "showPresence")).isEqualTo("false");
        assertThat(codes(choose("late", Map.of("showPresence", true)))).isEmpty();
        asks("late", Map.of("messagesFrom", "FRIENDS"));

        assertThat(ends(api.as("mum"), world.id("late"))).isEmpty();
        assertThat(codes(choose("late", Map.of("messagesFrom", "FRIENDS")))).containsExactly("LOCKED_BY_GUARDIAN");
        assertThat(ends(api.as("dad"), world.id("late"))).isEmpty();
        assertThat(read("late", "messagesFrom")).as("stays").isEqualTo("NOBODY");
        assertThat(codes(choose("late", Map.of("messagesFrom", "FRIENDS")))).isEmpty();
        assertThat(world.values("MATCH (request:SettingsRequest) RETURN count(request)"))
                .containsExactly(0L);
        assertThat(world.values("MATCH (user:User {handle: 'late'}) RETURN user.limitMessagesFrom"))
                .containsExactly((Object) null);
    }

    @Test
    void locksOfGuardiansWhoAreGoneDoNotComeBackWithTheNext() {
        tighten("late", Map.of("messagesFrom", "NOBODY"));
        asks("late", Map.of("messagesFrom", "FRIENDS"));
        world.run("MATCH (:User)-[tie:GUARDS]->(:User {handle: 'late'}) DELETE tie", Map.of());
        assertThat(Families.accepts(api.as("late"), Families.invites(api.as("eve"))))
                .isEmpty();
        assertThat(pending("eve")).isEmpty();
        assertThat(codes(choose("late", Map.of("messagesFrom", "FRIENDS")))).isEmpty();
    }

    @Test
    void fromEighteenOnNoLimitCounts() {
        tighten("late", Map.of("messagesFrom", "NOBODY"));
        world.aged("late", 19);
        assertThat(api.as("late")
                        .data("{ viewer { settingLimits { messagesFrom } settingsRequest { id } } }")
                        .at("/viewer/settingLimits/messagesFrom")
                        .isNull())
                .isTrue();
        assertThat(codes(choose("late", Map.of("messagesFrom", "EVERYONE")))).isEmpty();
    }

    @Test
    void decisionsTightenedSettingsAndEndsThatMeetLeaveOneOfTheirOrders() throws Exception {
        for (int round = 0; round < 8; round++) {
            tighten("late", Map.of("messagesFrom", "NOBODY"));
            String request = asks("late", Map.of("messagesFrom", "FRIENDS"));
            List<JsonNode> answers = ConcurrentCalls.call(3, call -> switch (call) {
                case 0 -> Families.does(api.as("mum"), "decideSettings", Map.of("requestId", request, "approve", true));
                case 1 ->
                    Families.does(api.as("dad"), "decideSettings", Map.of("requestId", request, "approve", false));
                default -> choose("late", Map.of("messagesFrom", "EVERYONE"));
            });
            boolean isApproved = codes(answers.get(0)).isEmpty();
            assertThat(codes(answers.get(1))).isEqualTo(isApproved ? List.of("ALREADY_DECIDED") : List.of());
            assertThat(codes(answers.get(2))).containsExactly("LOCKED_BY_GUARDIAN");
            assertThat(read("late", "messagesFrom")).isEqualTo(isApproved ? "FRIENDS" : "NOBODY");
        }
        tighten("late", Map.of("messagesFrom", "NOBODY"));
        String request = asks("late", Map.of("messagesFrom", "FRIENDS"));
        ends(api.as("dad"), world.id("late"));
        List<JsonNode> answers = ConcurrentCalls.call(
                2,
                call -> call == 0
                        ? Families.does(api.as("mum"), "decideSettings", Map.of("requestId", request, "approve", true))
                        : Families.does(api.as("mum"), "endGuardianship", Map.of("userId", world.id("late"))));
        boolean isApproved = codes(answers.get(0)).isEmpty();
        assertThat(codes(answers.get(1))).isEmpty();
        assertThat(read("late", "messagesFrom")).isEqualTo(isApproved ? "FRIENDS" : "NOBODY");
        assertThat(codes(choose("late", Map.of("messagesFrom", "EVERYONE")))).isEmpty();
    }

    private boolean maysMessage(String viewer, String user) {
        return api.as(viewer)
                .data(
                        "query ($id: ID!) { user(by: {id: $id}) { viewerCan { message } } }",
                        Map.of("id", world.id(user)))
                .at("/user/viewerCan/message")
                .asBoolean();
    }

    private List<String> tighten(String ward, Map<String, Object> settings) {
        return codes(Families.does(
                api.as("mum"), "tightenSettings", Map.of("wardId", world.id(ward), "settings", settings)));
    }

    private JsonNode choose(String user, Map<String, Object> settings) {
        return Families.does(api.as(user), "updatePrivacySettings", settings);
    }

    private List<String> request(String ward, Map<String, Object> settings) {
        return codes(Families.does(api.as(ward), "requestSettings", Map.of("settings", settings)));
    }

    private String asks(String ward, Map<String, Object> settings) {
        JsonNode payload =
                Mutations.does(api.as(ward), "requestSettings", Map.of("settings", settings), "request { id }");
        assertThat(codes(payload)).isEmpty();
        return payload.at("/request/id").asString();
    }

    private List<String> decide(String guardian, String request, boolean approve) {
        return codes(
                Families.does(api.as(guardian), "decideSettings", Map.of("requestId", request, "approve", approve)));
    }

    private List<String> pending(String guardian) {
        return api.as(guardian)
                .data("{ viewer { wards(first: 9) { nodes { pendingRequest { id } } } } }")
                .findValuesAsString("id");
    }

    private String read(String user, String setting) {
        return api.as(user)
                .data("{ viewer { settings { " + setting + " } } }")
                .at("/viewer/settings/" + setting)
                .asString();
    }
}
