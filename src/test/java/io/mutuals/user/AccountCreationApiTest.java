package io.mutuals.user;

import static io.mutuals.user.Newcomers.CREATE;
import static io.mutuals.user.Newcomers.codes;
import static io.mutuals.user.Newcomers.input;
import static io.mutuals.user.Newcomers.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.ConcurrentCalls;
import io.mutuals.LiveEvents;
import io.mutuals.LiveSocket;
import io.mutuals.LocalTokens;
import io.mutuals.MutualsTest;
import io.mutuals.Replica;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.realtime.TestStreams;
import io.mutuals.security.AccountHolder;
import io.mutuals.security.SignIn;
import io.mutuals.security.Viewer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import tools.jackson.databind.JsonNode;

/** Joins through the API, with the subjects that OpenID providers give. */
@MutualsTest
class AccountCreationApiTest {

    /** The operations for tokens without an account: joining, and those of the platform and of administrators. */
    private static final Set<String> WITHOUT_ACCOUNT = Set.of(
            "createAccount",
            "registerDocuments",
            "putUsers",
            "removeUsers",
            "putVideos",
            "removeVideos",
            "putLikes",
            "putGuardians");

    /** The operations that are also answered while the account is deactivated. */
    private static final Set<String> WHILE_DEACTIVATED =
            Set.of("viewer", "deactivateAccount", "reactivateAccount", "deleteAccount", "exportMyData");

    private static final String WHO = "{ viewer { user { id handle } } }";

    private final Api api;
    private final World world;
    private final TestClock clock;

    AccountCreationApiTest(Api api, World world, TestClock clock) {
        this.api = api;
        this.world = world;
        this.clock = clock;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.people("ada", "ben");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth0|5f7c8ec7c33c6c004bbafe82",
                "0b1c6a52-7a9c-4a57-9d30-7e3f5c0f6b11",
                "newcomer@example.com",
                "vid_0000000000001",
                "1",
                "Kx 7/ü"
            })
    void anySubjectMayJoinAndSignsInFromThenOn(String subject) {
        String token = token(subject);
        assertThat(api.with(token).ask(WHO).code()).isEqualTo("ACCOUNT_REQUIRED");

        JsonNode created = create(token, input("@New.Comer", "bio", " Climbs. ", "region", "IE"));
        assertThat(created.path("userErrors").isEmpty()).as(created.toString()).isTrue();
        JsonNode viewer = created.path("viewer");
        assertThat(viewer.at("/user/handle").asString()).isEqualTo("new.comer");
        assertThat(viewer.at("/user/bio").asString()).isEqualTo("Climbs.");
        assertThat(Instant.parse(viewer.at("/user/createdAt").asString()))
                .isBetween(clock.instant().minusSeconds(60), clock.instant());
        assertThat(viewer.at("/settings/ageBand").asString()).isEqualTo("ADULT");
        assertThat(api.with(token).data(WHO).at("/viewer/user/id")).isEqualTo(viewer.at("/user/id"));
    }

    @Test
    void anAccountIsLookedUpOnceAndItsAbsenceEachTime() {
        String token = token("auth0|counted");
        for (int time = 0; time < 2; time++) {
            assertThat(statementsToKnow(token)).isEqualTo(1);
        }
        create(token, input("newcomer"));
        assertThat(statementsToKnow(token)).isEqualTo(1);
        assertThat(statementsToKnow(token)).isZero();
    }

    private int statementsToKnow(String token) {
        return api.with(token)
                .header("Mutuals-Proof", "1")
                .ask("{ viewer { id } }")
                .proof("neo4jQueries");
    }

    @Test
    void anAccountWorksThroughOtherReplicasAtOnce() {
        String token = token("google-oauth2|113");
        try (Replica other = Replica.start("mutuals.memory.enabled=true")) {
            Api there = api.at(other.address());
            assertThat(there.with(token).ask(WHO).code()).isEqualTo("ACCOUNT_REQUIRED");
            create(token, input("newcomer"));
            assertThat(there.with(token).data(WHO).at("/viewer/user/handle").asString())
                    .isEqualTo("newcomer");
            String id = there.with(token).data(WHO).at("/viewer/user/id").asString();
            assertThat(there.as("ada")
                            .data("{ user(by: {id: \"" + id + "\"}) { handle } searchUsers(query: \"newc\", first: 5) "
                                    + "{ nodes { handle } } }")
                            .toString())
                    .isEqualTo("{\"user\":{\"handle\":\"newcomer\"},\"searchUsers\":{\"nodes\":[{\"handle\":"
                            + "\"newcomer\"}]}}");
        }
    }

    @Test
    void aNewcomerMakesFriendsAndTalks() {
        String token = token("auth0|friendly");
        create(token, input("newcomer"));
        JsonNode requested = api.with(token)
                .data(
                        "mutation ($id: ID!) { sendFriendRequest(input: {userId: $id}) { userErrors { code } } }",
                        Map.of("id", world.id("ada")));
        assertThat(requested.at("/sendFriendRequest/userErrors").isEmpty()).isTrue();
        String newcomer = api.with(token).data(WHO).at("/viewer/user/id").asString();
        api.as("ada")
                .data(
                        "mutation ($id: ID!) { acceptFriendRequest(input: {userId: $id}) { userErrors { code } } }",
                        Map.of("id", newcomer));
        assertThat(api.with(token)
                        .data("{ viewer { friends(first: 5) { nodes { handle } } } }")
                        .at("/viewer/friends/nodes/0/handle")
                        .asString())
                .isEqualTo("ada");
    }

    @Test
    void withoutAnAccountNothingElseIsPossibleOnAnyTransport() {
        String token = token("auth0|stranger");
        for (String query : List.of(
                WHO,
                "{ viewer { id } }",
                "{ user(by: {handle: \"ada\"}) { id } }",
                "{ node(id: \"" + world.id("ada") + "\") { id } }",
                "{ searchUsers(query: \"ad\", first: 1) { nodes { id } } }",
                "mutation { updateProfile(input: {bio: \"x\"}) { userErrors { code } } }",
                "mutation { blockUser(input: {userId: \"" + world.id("ada") + "\"}) { userErrors { code } } }")) {
            Api.Answer answer = api.with(token).ask(query);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.code()).as(answer.body()).isEqualTo("ACCOUNT_REQUIRED");
        }
        try (LiveSocket socket = LiveSocket.signedIn(api, token, Map.of())) {
            socket.subscribe("a", WHO);
            JsonNode answered = socket.next();
            assertThat(answered.findValuesAsString("code"))
                    .as(answered.toString())
                    .contains("ACCOUNT_REQUIRED");
            assertThat(answered.at("/payload/data/viewer").isNull()).isTrue();
            assertThat(socket.next().path("type").asString()).isEqualTo("complete");
            socket.subscribe("b", "subscription { inboxEvents { __typename } }");
            JsonNode refused = socket.next();
            assertThat(refused.findValuesAsString("code"))
                    .as(refused.toString())
                    .contains("ACCOUNT_REQUIRED");
        }
        try (LiveEvents events = LiveEvents.of(api, token, "subscription { inboxEvents { __typename } }", Map.of())) {
            assertThat(events.next().code()).isEqualTo("ACCOUNT_REQUIRED");
        }
        assertThat(world.values("MATCH (i:Identity) RETURN i")).isEmpty();
    }

    @Test
    void anOpenSocketServesTheAccountThatItsOwnerCreates() {
        String token = token("auth0|socket");
        try (LiveSocket socket = LiveSocket.signedIn(api, token, Map.of())) {
            socket.subscribe("a", CREATE, Map.of("input", input("newcomer")));
            assertThat(socket.next()
                            .at("/payload/data/createAccount/viewer/user/handle")
                            .asString())
                    .isEqualTo("newcomer");
            assertThat(socket.next().path("type").asString()).isEqualTo("complete");
            socket.subscribe("b", WHO);
            assertThat(socket.next().at("/payload/data/viewer/user/handle").asString())
                    .isEqualTo("newcomer");
        }
    }

    /** Guards the fields of the future: what begins an operation asks for a viewer, who has an account. */
    @Test
    void everyOperationNeedsAViewer(ApplicationContext beans) {
        int operations = 0;
        for (Object controller : beans.getBeansWithAnnotation(Controller.class).values()) {
            if (controller instanceof TestStreams) {
                continue;
            }
            for (var method : AopUtils.getTargetClass(controller).getDeclaredMethods()) {
                if (method.isAnnotationPresent(QueryMapping.class)
                        || method.isAnnotationPresent(MutationMapping.class)
                        || method.isAnnotationPresent(SubscriptionMapping.class)) {
                    operations++;
                    assertThat(method.getParameterTypes()).as(method.toString()).contains(caller(method.getName()));
                }
            }
        }
        assertThat(operations).isGreaterThan(50);
    }

    private static Class<?> caller(String operation) {
        if (WITHOUT_ACCOUNT.contains(operation)) {
            return SignIn.class;
        }
        return WHILE_DEACTIVATED.contains(operation) ? AccountHolder.class : Viewer.class;
    }

    @Test
    void devicesThatJoinAtOnceMakeOneAccount() throws Exception {
        for (int round = 0; round < 5; round++) {
            String token = token("auth0|devices" + round);
            String prefix = "device" + round + ".";
            List<JsonNode> answers = ConcurrentCalls.call(8, device -> create(token, input(prefix + device)));
            Set<String> users = new HashSet<>();
            answers.forEach(answer -> users.add(answer.at("/viewer/user/id").asString()));
            assertThat(users).as(answers.toString()).hasSize(1);
            assertThat(answers.stream()
                            .filter(answer -> answer.path("userErrors").isEmpty()))
                    .hasSize(1);
            assertThat(answers.stream().flatMap(answer -> codes(answer).stream()))
                    .hasSize(7)
                    .containsOnly("ACCOUNT_EXISTS");
            assertThat(world.values("MATCH (u:User) WHERE u.handle STARTS WITH '" + prefix + "' RETURN u.id"))
                    .hasSize(1);
        }
    }

    @Test
    void aHandleHasOneWinnerAndTheOthersLeaveNothing() throws Exception {
        List<JsonNode> answers =
                ConcurrentCalls.call(8, person -> create(token("auth0|rival" + person), input("wanted")));
        assertThat(answers.stream().filter(answer -> answer.path("userErrors").isEmpty()))
                .hasSize(1);
        assertThat(answers.stream().flatMap(answer -> codes(answer).stream()))
                .hasSize(7)
                .containsOnly("HANDLE_TAKEN");
        assertThat(world.values("MATCH (i:Identity) RETURN i.subject")).hasSize(1);
        assertThat(world.values("MATCH (u:User {handle: 'wanted'}) RETURN u.id"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "handle,a!,INVALID_HANDLE",
        "handle,ada,HANDLE_TAKEN",
        "displayName,' ',INVALID_DISPLAY_NAME",
        "region,XX,INVALID_REGION",
        "birthDate,P2D,INVALID_BIRTH_DATE",
        "birthDate,P-131Y,INVALID_BIRTH_DATE",
        "birthDate,P-13Y2D,TOO_YOUNG"
    })
    void whatIsWrongIsNamedAndNothingIsCreated(String field, String value, String code) {
        String typed =
                field.equals("birthDate") ? today().plus(Period.parse(value)).toString() : value;
        JsonNode refused = create(token("auth0|wrong"), input("newcomer", field, typed));
        assertThat(codes(refused)).containsExactly(code);
        assertThat(refused.at("/userErrors/0/field").toString()).isEqualTo("[\"input\",\"" + field + "\"]");
        assertThat(refused.path("viewer").isNull()).isTrue();
        assertThat(world.values("MATCH (i:Identity) RETURN i")).isEmpty();
        assertThat(world.values("MATCH (u:User) RETURN u.id")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2013-02-30", "2013-2-3", "13-02-03", "+12013-02-03", "", "yesterday"})
    void aBirthDateIsADayOfTheCalendar(String birthDate) {
        Api.Answer answer = api.with(token("auth0|calendar"))
                .ask(CREATE, Map.of("input", input("newcomer", "birthDate", birthDate)));
        assertThat(answer.code()).isEqualTo("GRAPHQL_VALIDATION_FAILED");
        assertThat(answer.body()).contains("A Date is a day of the calendar").doesNotContain("java.");
    }

    @Test
    void theYearOfBirthDecidesTheBandAndIsAllThatIsStored() {
        LocalDate birthday = today().minusYears(13);
        JsonNode created = create(token("auth0|teen"), input("teen", "birthDate", birthday.toString()));
        assertThat(created.at("/viewer/settings/ageBand").asString()).isEqualTo("UNDER_16");
        assertThat(world.values("MATCH (u:User {handle: 'teen'}) RETURN [u.birthYear, u.birthDate]"))
                .containsExactly(Arrays.asList((long) birthday.getYear(), null));
    }

    @Test
    void whoHasAnAccountKeepsIt() {
        JsonNode refused = create(api.token("ada"), input("another"));
        assertThat(codes(refused)).containsExactly("ACCOUNT_EXISTS");
        assertThat(refused.at("/viewer/user/handle").asString()).isEqualTo("ada");
        assertThat(world.values("MATCH (u:User) RETURN u.id")).hasSize(2);
    }

    @Test
    void aTokenThatNamesAUserIdCreatesThatUser() {
        String token = LocalTokens.mint(4_711);
        JsonNode created = create(token, input("minted"));
        assertThat(created.at("/viewer/user/id").asString()).isEqualTo(World.id("usr", 4_711));
        assertThat(api.with(token).data(WHO).at("/viewer/user/handle").asString())
                .isEqualTo("minted");
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private JsonNode create(String token, Map<String, @Nullable Object> input) {
        return Newcomers.join(api, token, input);
    }
}
