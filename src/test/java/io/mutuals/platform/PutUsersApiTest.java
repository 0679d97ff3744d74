package io.mutuals.platform;

import static io.mutuals.platform.Rows.NOON;
import static io.mutuals.platform.Rows.ROW;
import static io.mutuals.platform.Rows.codes;
import static io.mutuals.platform.Rows.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.ConcurrentCalls;
import io.mutuals.LocalTokens;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.neo4j.core.Neo4jClient;
import tools.jackson.databind.JsonNode;

/** The platform tells of users, in bulk, in any order and any number of times. */
@MutualsTest
class PutUsersApiTest {

    private final Api api;
    private final World world;
    private final Neo4jClient neo4j;
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    PutUsersApiTest(Api api, World world, Neo4jClient neo4j) {
        this.api = api;
        this.world = world;
        this.neo4j = neo4j;
    }

    @BeforeEach
    void given() {
        world.clear();
    }

    @Test
    void aTokenWithTheRoleNeedsNoAccountAndOthersAreForbidden() {
        world.people("ada");
        String mutation = "mutation { putLikes(input: {rows: []}) { rows { outcome } userErrors { code } } }";
        assertThat(Rows.platform(api).data(mutation).at("/putLikes/rows")).isEmpty();
        assertThat(api.as("ada").ask(mutation).code()).isEqualTo("FORBIDDEN");
        assertThat(api.as("ada", "experimenter").ask(mutation).code()).isEqualTo("FORBIDDEN");
        assertThat(api.with(LocalTokens.mint("a newcomer", Duration.ofHours(1)))
                        .ask(mutation)
                        .code())
                .isEqualTo("FORBIDDEN");
        assertThat(api.with(null).ask(mutation).code()).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void everyRowIsAnsweredByItselfInOrder() {
        put("putUsers", List.of(user("u1", "taken", NOON)), ROW);
        Map<String, Object> nameless = new HashMap<>(user("u3", "cleo_p", NOON));
        nameless.put("displayName", " ");
        Map<String, Object> unborn = new HashMap<>(user("u4", "dora_p", NOON));
        unborn.put("birthDate", "2999-01-01");
        Map<String, Object> pictured = new HashMap<>(user("u7", "gil_p", NOON));
        pictured.put("avatar", Map.of("url", "http://img.example/gil.jpg"));
        JsonNode rows = put(
                "putUsers",
                List.of(
                        user("u2", "taken", NOON),
                        nameless,
                        unborn,
                        user("two words", "eve_p", NOON),
                        pictured,
                        user("u5", "No Handle!", NOON),
                        user("u6", "fay_p", NOON)),
                "key userId " + ROW);
        assertThat(codes(rows))
                .containsExactly(
                        "HANDLE_TAKEN",
                        "INVALID_DISPLAY_NAME",
                        "INVALID_BIRTH_DATE",
                        "INVALID_KEY",
                        "INVALID_PICTURE_URL",
                        "INVALID_HANDLE",
                        "APPLIED");
        assertThat(rows.at("/rows/1/userErrors/0/field").toString())
                .isEqualTo("[\"input\",\"rows\",\"1\",\"displayName\"]");
        assertThat(rows.at("/rows/0/userId").isNull()).isTrue();
        assertThat(rows.at("/rows/6/userId").isString()).isTrue();
        assertThat(count("MATCH (user:User) RETURN count(*)")).isEqualTo(2);
        assertThat(count("MATCH (key:PlatformKey) RETURN count(*)")).isEqualTo(2);
    }

    @Test
    void theLatestChangeWinsInWhateverOrderRowsArrive() {
        put("putUsers", List.of(user("u1", "newer", NOON.plusSeconds(60))), ROW);
        JsonNode late = put("putUsers", List.of(user("u1", "older", NOON)), "userId " + ROW);
        assertThat(codes(late)).containsExactly("OUTDATED");
        assertThat(late.at("/rows/0/userId").isString()).isTrue();
        assertThat(handles()).containsExactly("newer");

        JsonNode together = put(
                "putUsers",
                List.of(
                        user("u1", "third", NOON.plusSeconds(180)),
                        user("u1", "second", NOON.plusSeconds(120)),
                        user("u1", "third", NOON.plusSeconds(180))),
                "userId " + ROW);
        assertThat(codes(together)).containsExactly("APPLIED", "OUTDATED", "APPLIED");
        assertThat(handles()).containsExactly("third");
    }

    @Test
    void aHandleThatARowGivesUpIsFreeForTheRowsAfterIt() {
        put("putUsers", List.of(user("u1", "first", NOON), user("u2", "second", NOON)), ROW);
        Instant later = NOON.plusSeconds(1);
        JsonNode rows = put("putUsers", List.of(user("u1", "third", later), user("u2", "first", later)), ROW);
        assertThat(codes(rows)).containsExactly("APPLIED", "APPLIED");
        assertThat(handles()).containsExactly("first", "third");
    }

    @Test
    void rowsOfOneKeyInOneCallAreAppliedOneAfterTheOther() {
        put("putUsers", List.of(user("u1", "aa_p", NOON), user("u2", "bb_p", NOON), user("u3", "cc_p", NOON)), ROW);
        JsonNode swapped = put(
                "putUsers",
                List.of(
                        user("u1", "tt_p", NOON.plusSeconds(1)),
                        user("u2", "aa_p", NOON.plusSeconds(1)),
                        user("u1", "bb_p", NOON.plusSeconds(2)),
                        user("u4", "dd_p", NOON.plusSeconds(1)),
                        user("u4", "cc_p", NOON.plusSeconds(2))),
                ROW);
        assertThat(codes(swapped)).containsExactly("APPLIED", "APPLIED", "APPLIED", "APPLIED", "HANDLE_TAKEN");
        assertThat(handles()).containsExactly("aa_p", "bb_p", "cc_p", "dd_p");
    }

    @Test
    void anIdentityThatJoinsWhileThePlatformTellsOfItHasOneAccount() throws Exception {
        for (int round = 0; round < 6; round++) {
            String subject = "auth0|" + run + round;
            String handle = "race_" + run + round;
            ConcurrentCalls.call(4, call -> {
                if (call == 0) {
                    return api.with(LocalTokens.mint(subject, Duration.ofHours(1)))
                            .data("""
                            mutation ($handle: String!) {
                              createAccount(input: {handle: $handle, displayName: "J", birthDate: "1990-05-17"}) {
                                userErrors { code }
                              }
                            }""", Map.of("handle", handle + ".j"));
                }
                return put("putUsers", List.of(user(handle + call, handle + "." + call, NOON, subject)), ROW);
            });
            assertThat(count("MATCH (:Identity {subject: '%s'})-[:SIGNS_IN_AS]->(user:User) RETURN count(user)"
                            .formatted(subject)))
                    .isEqualTo(1);
        }
        assertThat(count("MATCH (user:User) RETURN count(*)")).isEqualTo(6);
    }

    @Test
    void anIdentitySignsInAsOneUserOnly() {
        Map<String, Object> ada = new HashMap<>(user("u1", "ada_p", NOON));
        Map<String, Object> ben = new HashMap<>(user("u2", "ben_p", NOON));
        ada.put("identity", Map.of("issuer", "https://id.example", "subject", run));
        ben.put("identity", Map.of("issuer", "https://id.example", "subject", run));
        assertThat(codes(put("putUsers", List.of(ada, ben), ROW))).containsExactly("APPLIED", "IDENTITY_TAKEN");
        ben.put("identity", Map.of("issuer", "https://id.example", "subject", " "));
        assertThat(codes(put("putUsers", List.of(ben, ada), ROW))).containsExactly("INVALID_IDENTITY", "APPLIED");
        ben.put("identity", Map.of("issuer", "", "subject", World.id("usr", 1)));
        assertThat(codes(put("putUsers", List.of(ben), ROW))).containsExactly("INVALID_IDENTITY");
    }

    @Test
    void theKeyOfAUserWhoJoinedBeforeNamesTheirAccount() {
        String subject = "auth0|" + run;
        Api.Caller caller = api.with(LocalTokens.mint(subject, Duration.ofHours(1)));
        String joined = caller.data("""
                        mutation {
                          createAccount(input: {handle: "early", displayName: "Early", birthDate: "1990-05-17"}) {
                            viewer { user { id } }
                          }
                        }""").at("/createAccount/viewer/user/id").asString();
        Map<String, Object> told = user("u1", "early_p", NOON, subject);
        Map<String, Object> second = new HashMap<>(told);
        second.put("key", "u2");
        second.put("handle", "other_p");
        JsonNode rows = put("putUsers", List.of(told, second), "userId " + ROW);
        assertThat(codes(rows)).containsExactly("APPLIED", "IDENTITY_TAKEN");
        assertThat(rows.at("/rows/0/userId").asString()).isEqualTo(joined);
        assertThat(caller.data("{ viewer { user { handle } } }")
                        .at("/viewer/user/handle")
                        .asString())
                .isEqualTo("early_p");
    }

    @Test
    void concurrentCallsWithTheSameRowsMakeOneUserOfEachKey() throws Exception {
        List<Map<String, Object>> rows = IntStream.range(0, 40)
                .mapToObj(number -> user("u" + number, "user_" + run + "." + number, NOON))
                .toList();
        List<JsonNode> answers = ConcurrentCalls.call(6, call -> put("putUsers", rows, "userId " + ROW));
        Set<String> ids = new HashSet<>();
        answers.forEach(answer -> answer.path("rows").forEach(row -> {
            assertThat(row.path("outcome").asString()).isEqualTo("APPLIED");
            ids.add(row.path("userId").asString());
        }));
        assertThat(ids).hasSize(40);
        assertThat(count("MATCH (user:User) RETURN count(*)")).isEqualTo(40);
    }

    private JsonNode put(String mutation, List<Map<String, Object>> rows, String row) {
        return Rows.put(api, mutation, rows, row);
    }

    private List<String> handles() {
        return List.copyOf(neo4j.query("MATCH (user:User) RETURN user.handle AS handle ORDER BY handle")
                .fetchAs(String.class)
                .all());
    }

    private long count(String query) {
        return neo4j.query(query).fetchAs(Long.class).one().orElseThrow();
    }
}
