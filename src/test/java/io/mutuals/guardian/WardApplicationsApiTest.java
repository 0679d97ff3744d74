package io.mutuals.guardian;

import static io.mutuals.guardian.Families.codes;
import static io.mutuals.guardian.Families.invites;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.ConcurrentCalls;
import io.mutuals.LocalTokens;
import io.mutuals.Mutations;
import io.mutuals.OwnLimitsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Newcomers under 13 join with the consent of a guardian. */
@OwnLimitsTest
class WardApplicationsApiTest {

    /** Of an identity of its own for each test, because servers remember whose an identity is. */
    private final String child = LocalTokens.mint("auth0|" + UUID.randomUUID(), Duration.ofHours(2));

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final GuardianRetention retention;

    WardApplicationsApiTest(Api api, World world, TestClock clock, GuardianRetention retention) {
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.retention = retention;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.people("mum", "eve");
    }

    @Test
    void thereIsNoAccountBeforeTheGuardianAgrees() {
        assertThat(join("kim", null, 9)).containsExactly("GUARDIAN_REQUIRED");
        assertThat(join("kim", "nothing", 9)).containsExactly("INVITATION_NOT_FOUND");
        String token = invites(api.as("mum"));
        assertThat(join("kim", token, 9)).containsExactly("AWAITING_GUARDIAN");
        assertThat(join("kim", token, 9)).as("a retry").containsExactly("AWAITING_GUARDIAN");
        assertThat(api.with(child).ask("{ viewer { user { id } } }").code()).isEqualTo("ACCOUNT_REQUIRED");
        assertThat(api.as("eve")
                        .data("{ user(by: {handle: \"kim\"}) { id } "
                                + "searchUsers(query: \"kim\", first: 9) { totalCount } }")
                        .toString())
                .isEqualTo("{\"user\":null,\"searchUsers\":{\"totalCount\":0}}");
        assertThat(Families.accepts(api.as("eve"), token)).as("used").containsExactly("NOT_FOUND");
        assertThat(applications("eve")).isEmpty();
        String application = applications("mum").getFirst();
        assertThat(decide("eve", application, true)).containsExactly("NOT_FOUND");

        assertThat(decide("mum", application, true)).isEmpty();
        assertThat(decide("mum", application, true)).as("a retry").isEmpty();
        assertThat(decide("mum", application, false)).containsExactly("ALREADY_DECIDED");
        assertThat(applications("mum")).isEmpty();
        assertThat(join("other", token, 9)).containsExactly("ACCOUNT_EXISTS");
        JsonNode viewer = api.with(child)
                .data("{ viewer { user { handle } settings { ageBand } guardians { handle viewerCanEnd } } }")
                .path("viewer");
        assertThat(viewer.toString())
                .isEqualTo("{\"user\":{\"handle\":\"kim\"},\"settings\":{\"ageBand\":\"UNDER_13\"},"
                        + "\"guardians\":[{\"handle\":\"mum\",\"viewerCanEnd\":false}]}");
        assertThat(Families.links(api.as("mum"))).containsExactly("kim");
        assertThat(world.values("MATCH (a:AccountApplication) RETURN a.handle"))
                .as("what the child told")
                .containsExactly((Object) null);
    }

    @Test
    void aRefusalDeletesWhatTheChildToldAndTheyMayApplyToAnother() {
        join("kim", invites(api.as("mum")), 9);
        String application = applications("mum").getFirst();
        assertThat(decide("mum", application, false)).isEmpty();
        assertThat(decide("mum", application, true)).containsExactly("ALREADY_DECIDED");
        assertThat(world.values("MATCH (a:AccountApplication) RETURN a.displayName"))
                .containsExactly((Object) null);
        assertThat(join("kim", invites(api.as("eve")), 9)).containsExactly("AWAITING_GUARDIAN");
        assertThat(decide("eve", applications("eve").getFirst(), true)).isEmpty();
        assertThat(Families.links(api.as("eve"))).containsExactly("kim");
    }

    @Test
    void aHandleThatWasTakenMeanwhileIsAskedForAgain() {
        assertThat(join("eve", invites(api.as("mum")), 9)).containsExactly("HANDLE_TAKEN");
        String token = invites(api.as("mum"));
        join("kim", token, 9);
        world.people("kim");
        String application = applications("mum").getFirst();
        assertThat(decide("mum", application, true)).containsExactly("HANDLE_TAKEN");
        assertThat(join("kim", token, 9)).containsExactly("HANDLE_TAKEN");
        assertThat(join("kim.two", token, 9)).containsExactly("AWAITING_GUARDIAN");
        assertThat(decide("mum", application, true)).isEmpty();
        assertThat(Families.links(api.as("mum"))).containsExactly("kim.two");
    }

    @Test
    void onlyThoseUnder13NeedAGuardianAndOnlyThoseMayNotJoinAlone() {
        String token = invites(api.as("mum"));
        assertThat(join("future", token, -1)).containsExactly("INVALID_BIRTH_DATE");
        assertThat(join("teen", token, 14))
                .as("old enough: the invitation is left")
                .isEmpty();
        assertThat(Families.links(api.with(child))).isEmpty();
        assertThat(Families.accepts(api.with(child), token)).isEmpty();
        assertThat(Families.links(api.with(child))).containsExactly("mum");
    }

    @Test
    void anApplicationLapsesAndIsDeleted() {
        join("kim", invites(api.as("mum")), 9);
        String application = applications("mum").getFirst();
        invites(api.as("mum"));
        retention.deleteAll();
        assertThat(world.values("MATCH (n:AccountApplication|GuardianInvitation) RETURN count(n)"))
                .containsExactly(2L);
        clock.pass(Duration.ofDays(31));
        assertThat(applications("mum")).isEmpty();
        assertThat(decide("mum", application, true)).containsExactly("NOT_FOUND");
        retention.deleteAll();
        assertThat(world.values("MATCH (n:AccountApplication|GuardianInvitation) RETURN count(n)"))
                .containsExactly(0L);
    }

    @Test
    void aGuardianHasOnlySoManyWards() {
        world.aged("a.ward", 14).aged("b.ward", 14);
        world.guards("mum", "a.ward").guards("mum", "b.ward");
        join("kim", invites(api.as("mum")), 9);
        world.aged("c.ward", 14).guards("mum", "c.ward");
        assertThat(decide("mum", applications("mum").getFirst(), true)).containsExactly("TOO_MANY_WARDS");
        assertThat(codes(Families.does(api.as("mum"), "createGuardianInvitation", Map.of())))
                .containsExactly("TOO_MANY_WARDS");
    }

    @Test
    void decisionsAndApplicationsThatMeetMakeOneAccountOrNone() throws Exception {
        for (int round = 0; round < 4; round++) {
            world.clear();
            world.people("mum", "eve");
            String token = invites(api.as("mum"));
            join("kim", token, 9);
            String application = applications("mum").getFirst();
            List<JsonNode> answers = ConcurrentCalls.call(4, call -> switch (call) {
                case 0, 1 ->
                    Families.does(
                            api.as("mum"),
                            "decideWardApplication",
                            Map.of("applicationId", application, "approve", call == 0));
                default -> create("kim", token, 9);
            });
            boolean isApproved = codes(answers.get(0)).isEmpty();
            assertThat(codes(answers.get(1))).isEqualTo(isApproved ? List.of("ALREADY_DECIDED") : List.of());
            assertThat(world.values("MATCH (user:User {handle: 'kim'})<-[:GUARDS]-() RETURN count(user)"))
                    .containsExactly(isApproved ? 1L : 0L);
            assertThat(world.values("MATCH (user:User {handle: 'kim'}) RETURN count(user)"))
                    .containsExactly(isApproved ? 1L : 0L);
        }
    }

    private List<String> join(String handle, @Nullable String invitation, int age) {
        return codes(create(handle, invitation, age));
    }

    private JsonNode create(String handle, @Nullable String invitation, int age) {
        LocalDate birth = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .minusYears(age)
                .minusDays(1);
        Map<String, @Nullable Object> input = new HashMap<>();
        input.put("handle", handle);
        input.put("displayName", "Kim");
        input.put("birthDate", birth.toString());
        input.put("guardianInvitation", invitation);
        return Mutations.does(api.with(child), "createAccount", input, "viewer { user { id } }");
    }

    private List<String> applications(String guardian) {
        return api.as(guardian)
                .data("{ viewer { wardApplications { id handle displayName birthYear appliedAt } } }")
                .findValuesAsString("id");
    }

    private List<String> decide(String guardian, String application, boolean approve) {
        return codes(Families.does(
                api.as(guardian), "decideWardApplication", Map.of("applicationId", application, "approve", approve)));
    }
}
