package io.mutuals.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.ConcurrentCalls;
import io.mutuals.LiveSocket;
import io.mutuals.LocalTokens;
import io.mutuals.Mutations;
import io.mutuals.MutualsTest;
import io.mutuals.Replica;
import io.mutuals.World;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Ages that the OpenID provider assures by the claim {@code age} of tokens. */
@MutualsTest
class AssuredAgeApiTest {

    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

    private static final String BAND = "{ viewer { settings { ageBand messagesFrom locked } } }";

    /** What others see of Ada, by rules of several features. */
    private static final String OTHERS_SEE = """
            query ($ada: ID!) {
              searchUsers(query: "ada", first: 1) { nodes { handle } }
              user(by: {id: $ada}) { friends(first: 5) { nodes { handle } } viewerCan { message sendFriendRequest } }
            }
            """;

    private static int tests;

    private final Api api;
    private final World world;

    AssuredAgeApiTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    /** Gives Ada another id in each test: the server remembers what was assured of a user. */
    @BeforeEach
    void given() {
        world.clear();
        for (int other = 0; other < tests; other++) {
            world.people("other" + other);
        }
        tests++;
        world.people("ada", "ben").friends("ada", "cleo");
    }

    @ParameterizedTest
    @CsvSource({
        ",0-12,UNDER_13",
        ",13-15,UNDER_16",
        ",16-17,FROM_16_TO_17",
        ",18+,ADULT",
        "40,13-15,UNDER_16",
        "40,2000-01-01,ADULT",
        "15,18+,UNDER_16",
        "17,0-12,UNDER_13",
        "17,18+,FROM_16_TO_17",
        "15,,UNDER_16",
        ",,ADULT",
    })
    void theStricterOfToldAndAssuredHolds(@Nullable Integer told, @Nullable String assured, AgeBand band) {
        if (told != null) {
            world.aged("ada", told);
        }
        String token = assured == null ? api.token("ada") : token(assured, THEN);
        assertThat(band(token)).isEqualTo(band);
        assertThat(band(api.token("ada"))).as("without the claim").isEqualTo(band);
    }

    @ParameterizedTest
    @ValueSource(strings = {"adult", "0000-05-17", "3000", ""})
    void anUnreadableClaimAssuresNothing(String claimed) {
        band(token("13-15", THEN));
        assertThat(band(token(claimed, THEN.plusSeconds(1)))).isEqualTo(AgeBand.UNDER_16);
    }

    @Test
    void aBandAppliesToEveryReadAtOnceThroughEveryReplica() {
        try (Replica other = Replica.start("mutuals.memory.enabled=true")) {
            Api there = api.at(other.address());
            String asAdult = others(api);
            assertThat(asAdult)
                    .contains("\"ada\"", "\"cleo\"", "\"message\":true")
                    .isEqualTo(others(there));

            band(token("13-15", THEN));
            String asMinor = "{\"searchUsers\":{\"nodes\":[]},\"user\":{\"friends\":{\"nodes\":[]},"
                    + "\"viewerCan\":{\"message\":false,\"sendFriendRequest\":false}}}";
            assertThat(others(api)).isEqualTo(asMinor);
            assertThat(others(there)).isEqualTo(asMinor);

            assertThat(band(there, token("18+", THEN.plusSeconds(1)))).isEqualTo(AgeBand.ADULT);
            assertThat(others(there)).isEqualTo(asAdult);
            assertThat(others(api)).isEqualTo(asAdult);
        }
    }

    @Test
    void aBandAppliesToTheRequestThatBringsIt() {
        String grown = "mutation { updatePrivacySettings(input: {messagesFrom: EVERYONE}) { userErrors { code } } }";
        assertThat(api.with(token("13-15", THEN)).data(grown).toString()).contains("LOCKED_BY_AGE");
        assertThat(api.with(token("18+", THEN.plusSeconds(1))).data(grown).toString())
                .doesNotContain("LOCKED_BY_AGE");
        try (LiveSocket socket = LiveSocket.signedIn(api, token("16-17", THEN.plusSeconds(2)), Map.of())) {
            socket.subscribe("a", BAND);
            assertThat(socket.next().at("/payload/data/viewer/settings/ageBand").asString())
                    .isEqualTo("FROM_16_TO_17");
        }
    }

    @Test
    void anEarlierTokenChangesNothing() {
        String earlier = token("18+", THEN);
        band(earlier);
        band(token("13-15", THEN.plusSeconds(1)));
        assertThat(band(earlier)).isEqualTo(AgeBand.UNDER_16);
        try (Replica other = Replica.start()) {
            assertThat(band(api.at(other.address()), earlier)).isEqualTo(AgeBand.UNDER_16);
        }
    }

    @Test
    void ofTokensAtOnceTheLatestHolds() throws Exception {
        List<String> bands = List.of("18+", "16-17", "0-12", "18+", "16-17", "0-12", "18+", "13-15");
        for (int round = 0; round < 5; round++) {
            Instant began = THEN.plusSeconds(100L * round);
            ConcurrentCalls.call(
                    8,
                    device -> api.with(token(bands.get(device), began.plusSeconds(device)))
                            .data(BAND));
            assertThat(band(api.token("ada"))).isEqualTo(AgeBand.UNDER_16);
            band(token("18+", began.plusSeconds(50)));
        }
    }

    @Test
    void anAssuranceIsStoredOnceAndCostsNothingFromThenOn() {
        String token = token("13-15", THEN);
        statements(token);
        assertThat(statements(token)).isEqualTo(statements(api.token("ada")));
        assertThat(statements(token("13-15", THEN.plusSeconds(60)))).isEqualTo(statements(api.token("ada")));
        assertThat(world.values("MATCH (c:Change) WHERE 'user %d' IN c.about RETURN c".formatted(world.number("ada"))))
                .hasSize(1);
    }

    @Test
    void aGuardiansLockHoldsAgainWhenTheAgeOfTheWardComesBack() {
        band(token("16-17", THEN));
        world.guards("mum", "ada");
        lock("mum", "ada", Map.of("messagesFrom", "NOBODY", "readReceipts", false));
        assertThat(choose("ada", Map.of("messagesFrom", "FRIENDS"))).isEqualTo("LOCKED_BY_GUARDIAN");
        band(token("18+", THEN.plusSeconds(1)));
        assertThat(choose("ada", Map.of("messagesFrom", "EVERYONE", "readReceipts", true, "showPresence", true)))
                .isEmpty();
        assertThat(others(api)).contains("\"message\":true");
        band(token("16-17", THEN.plusSeconds(2)));
        assertThat(api.as("ada")
                        .data("{ viewer { settings { messagesFrom readReceipts showPresence } } }")
                        .at("/viewer/settings")
                        .toString())
                .isEqualTo("{\"messagesFrom\":\"NOBODY\",\"readReceipts\":false,\"showPresence\":true}");
        assertThat(others(api)).contains("\"message\":false");
    }

    @Test
    void aGuardiansLockHoldsAgainWhenTheAgeOfTheGuardianComesBack() {
        world.aged("late", 17).friends("late", "ben").guards("ada", "late").guards("ada", "later");
        lock("ada", "late", Map.of("messagesFrom", "NOBODY"));
        band(token("16-17", THEN));
        assertThat(choose("late", Map.of("messagesFrom", "FRIENDS"))).isEmpty();
        assertThat(mayMessageLate()).isTrue();
        band(token("18+", THEN.plusSeconds(1)));
        assertThat(mayMessageLate()).isFalse();
        assertThat(choose("late", Map.of("messagesFrom", "FRIENDS"))).isEqualTo("LOCKED_BY_GUARDIAN");
    }

    private boolean mayMessageLate() {
        return api.as("ben")
                .data(
                        "query ($id: ID!) { user(by: {id: $id}) { viewerCan { message } } }",
                        Map.of("id", world.id("late")))
                .at("/user/viewerCan/message")
                .asBoolean();
    }

    private void lock(String guardian, String handle, Map<String, Object> settings) {
        JsonNode payload = Mutations.does(
                api.as(guardian),
                "tightenSettings",
                Map.of("wardId", world.id(handle), "settings", settings),
                "clientMutationId");
        assertThat(Mutations.code(payload)).isEmpty();
    }

    /** Returns the code of the error; empty on success. */
    private String choose(String handle, Map<String, Object> settings) {
        return Mutations.code(Mutations.does(api.as(handle), "updatePrivacySettings", settings, "clientMutationId"));
    }

    private int statements(String token) {
        return api.with(token)
                .header("Mutuals-Proof", "1")
                .ask("{ viewer { id } }")
                .proof("neo4jQueries");
    }

    @ParameterizedTest
    @CsvSource({"13-15,UNDER_16,", "18+,ADULT,", "0-12,,TOO_YOUNG", "2020,,TOO_YOUNG", "nonsense,ADULT,"})
    void aNewcomerJoinsInTheAssuredBand(String assured, @Nullable String band, @Nullable String code) {
        Map<String, Object> input =
                new HashMap<>(Map.of("handle", "newcomer", "displayName", "New Comer", "birthDate", "1990-05-17"));
        JsonNode created = api.with(LocalTokens.mintAssuring("auth0|new", assured, THEN))
                .data(
                        "mutation ($input: CreateAccountInput!) { createAccount(input: $input) { viewer { settings "
                                + "{ ageBand } } userErrors { code } } }",
                        Map.of("input", input))
                .path("createAccount");
        assertThat(created.at("/viewer/settings/ageBand").asString(null)).isEqualTo(band);
        assertThat(created.at("/userErrors/0/code").asString(null)).isEqualTo(code);
        assertThat(world.values("MATCH (u:User {handle: 'newcomer'}) RETURN u.id"))
                .hasSize(code == null ? 1 : 0);
    }

    private String token(String age, Instant issuedAt) {
        return LocalTokens.mintAssuring(world.id("ada"), age, issuedAt);
    }

    private AgeBand band(String token) {
        return band(api, token);
    }

    private static AgeBand band(Api there, String token) {
        return AgeBand.valueOf(
                there.with(token).data(BAND).at("/viewer/settings/ageBand").asString());
    }

    private String others(Api there) {
        return there.as("ben").data(OTHERS_SEE, Map.of("ada", world.id("ada"))).toString();
    }
}
