package io.mutuals.user;

import static io.mutuals.user.Newcomers.CREATE;
import static io.mutuals.user.Newcomers.codes;
import static io.mutuals.user.Newcomers.input;
import static io.mutuals.user.Newcomers.join;
import static io.mutuals.user.Newcomers.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.ConcurrentCalls;
import io.mutuals.LocalTokens;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Newcomers with unusual tokens, documents and timing. */
@MutualsTest
class UnusualNewcomersApiTest {

    private static final String WHO = "{ viewer { user { id handle } } }";

    private final Api api;
    private final World world;

    UnusualNewcomersApiTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.people("ada", "ben");
    }

    /** Neo4j stores half a surrogate pair as a question mark, by which one subject could sign in as another. */
    @Test
    void aSubjectThatIsNoTextIsRefused() {
        for (String subject : List.of("a\\ud800", "\\udc00", "a\\ud800b")) {
            Api.Answer answer = api.with(
                            LocalTokens.mintClaims("{\"sub\":\"%s\",\"exp\":4102444800}".formatted(subject)))
                    .ask(CREATE, Map.of("input", input("newcomer")));
            assertThat(answer.status()).as(subject).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("UNAUTHENTICATED");
        }
        assertThat(world.values("MATCH (u:User) RETURN u.id")).hasSize(2);
    }

    @Test
    void subjectsThatLookAlikeAreDifferentPeople() {
        List<String> subjects = List.of(
                "zoe",
                "Zoe",
                "zoe ",
                " zoe",
                "zo\u00e9",
                "zoe\u0301",
                "zoe\u200b",
                "zoe\u0000",
                "zoe%20",
                "z\u043ee",
                "\ud83d\ude00");
        Set<String> users = new HashSet<>();
        for (int number = 0; number < subjects.size(); number++) {
            users.add(join(api, token(subjects.get(number)), input("lookalike" + number))
                    .at("/viewer/user/id")
                    .asString());
        }
        assertThat(users).hasSize(subjects.size()).doesNotContain("");
        for (int number = 0; number < subjects.size(); number++) {
            assertThat(api.with(token(subjects.get(number)))
                            .data(WHO)
                            .at("/viewer/user/handle")
                            .asString())
                    .isEqualTo("lookalike" + number);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "[null]",
                "7",
                "{}",
                "{\"moderator\":true}",
                "\"MODERATOR\"",
                "\"moderators\"",
                "\"user moderator\"",
                "\"moderator \"",
                "[\"role_moderator\"]",
                "[[\"moderator\"]]"
            })
    void oddRolesGiveNothingAndHinderNoOne(String roles) {
        String token =
                LocalTokens.mintClaims("{\"sub\":\"auth0|odd\",\"exp\":4102444800,\"roles\":%s}".formatted(roles));
        assertThat(join(api, token, input("newcomer")).path("userErrors").isEmpty())
                .isTrue();
        assertThat(api.with(token).ask("{ reports(first: 1) { nodes { id } } }").code())
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void oneDocumentMayJoinAndGoOnButJoinsOnce() {
        JsonNode data = api.with(token("auth0|swift"))
                .data("""
                        mutation ($input: CreateAccountInput!, $again: CreateAccountInput!, $ada: ID!) {
                          createAccount(input: $input) { viewer { user { handle } } userErrors { code } }
                          again: createAccount(input: $again) { viewer { user { handle } } userErrors { code } }
                          sendFriendRequest(input: {userId: $ada}) { userErrors { code } }
                        }
                        """, Map.of("input", input("newcomer"), "again", input("another"), "ada", world.id("ada")));
        assertThat(data.at("/createAccount/userErrors").isEmpty()).isTrue();
        assertThat(codes(data.path("again"))).containsExactly("ACCOUNT_EXISTS");
        assertThat(data.at("/again/viewer/user/handle").asString()).isEqualTo("newcomer");
        assertThat(data.at("/sendFriendRequest/userErrors").isEmpty()).isTrue();
        assertThat(world.values("MATCH (u:User {handle: 'newcomer'})-[:REQUESTED]->(o) RETURN o.handle"))
                .containsExactly("ada");
    }

    @Test
    void aHandleGoesToOneOfThoseWhoJoinWithItAndThoseWhoChangeToIt() throws Exception {
        String change = "mutation { updateProfile(input: {handle: \"@Wanted\"}) { userErrors { code } } }";
        List<JsonNode> answers = ConcurrentCalls.call(
                8,
                person -> person < 2
                        ? api.as(person == 0 ? "ada" : "ben").data(change).path("updateProfile")
                        : join(api, token("auth0|rival" + person), input(person % 2 == 0 ? "wanted" : "WANTED")));
        assertThat(answers.stream().filter(answer -> answer.path("userErrors").isEmpty()))
                .as(answers.toString())
                .hasSize(1);
        assertThat(answers.stream().flatMap(answer -> codes(answer).stream()))
                .hasSize(7)
                .containsOnly("HANDLE_TAKEN");
    }

    @Test
    void devicesThatNameAUserIdMakeOneAccountToo() throws Exception {
        String subject = World.id("usr", 4_711);
        List<JsonNode> answers = ConcurrentCalls.call(8, device -> join(api, token(subject), input("device" + device)));
        assertThat(answers.stream().map(answer -> answer.at("/viewer/user/id").asString()))
                .as(answers.toString())
                .containsOnly(subject);
        assertThat(answers.stream().filter(answer -> answer.path("userErrors").isEmpty()))
                .hasSize(1);
    }

    /** Such a token has a viewer before the account exists; docs/accounts.md says what its requests find. */
    @Test
    void aUserIdWithoutAnAccountFindsNothingAndChangesNothing() {
        world.friends("ada", "ben").video(900, "ada", "a wall");
        String token = LocalTokens.mint(4_711);
        String ada = world.id("ada");
        String input = "(input: {userId: \"" + ada + "\"}) { userErrors { code } } }";
        List<Object> before = everything();
        for (String query : List.of(
                "{ viewer { user { id } } }",
                "{ viewer { settings { ageBand } } }",
                "{ viewer { friends(first: 1) { nodes { id } } } }",
                "{ searchUsers(query: \"ad\", first: 1) { nodes { id } } }",
                "mutation { updateProfile(input: {bio: \"x\"}) { userErrors { code } } }",
                "mutation { updatePrivacySettings(input: {readReceipts: true}) { userErrors { code } } }")) {
            Api.Answer answer = api.with(token).ask(query);
            assertThat(answer.code()).as(answer.body()).isEqualTo("ACCOUNT_REQUIRED");
        }
        for (String query : List.of(
                "{ user(by: {handle: \"ada\"}) { handle } }",
                "{ node(id: \"" + ada + "\") { ... on User { handle } } }",
                "{ node(id: \"" + World.id("vid", 900) + "\") { ... on Video { caption } } }",
                "{ viewer { peopleYouMayKnow(first: 1) { nodes { user { handle } } } } }",
                "mutation { blockUser" + input,
                "mutation { sendFriendRequest" + input,
                "mutation { openDirectConversation" + input,
                "mutation { createGroup(input: {title: \"x\", userIds: [\"" + ada + "\"]}) { userErrors { code } } }",
                "mutation { likeVideo(input: {videoId: \"" + World.id("vid", 900) + "\"}) { userErrors { code } } }")) {
            String body = api.with(token).ask(query).body();
            assertThat(body).as(query).doesNotContain("ada", "a wall").containsAnyOf("null", "[]", "NOT_FOUND");
        }
        assertThat(everything()).isEqualTo(before);
    }

    private List<Object> everything() {
        return world.values("MATCH (n) WHERE NOT n:Shard AND NOT n:Change RETURN [labels(n), n.id, "
                + "COLLECT { MATCH (n)-[r]->() RETURN type(r) ORDER BY type(r) }] ORDER BY elementId(n)");
    }
}
