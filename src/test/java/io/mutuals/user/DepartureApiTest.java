package io.mutuals.user;

import static io.mutuals.user.Newcomers.codes;
import static io.mutuals.user.Newcomers.input;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.LiveEvents;
import io.mutuals.LiveSocket;
import io.mutuals.MemoryReplica;
import io.mutuals.Mutations;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Users leave and return through the API, and others read through a replica that answers from memory, too. */
@MutualsTest
class DepartureApiTest {

    private static final String ACCOUNT =
            "{ viewer { id account { state deactivatedAt deletionDueAt canReactivate } } }";

    /** Everything that Ada could learn of Ben. */
    private static final String SIGHT = """
            query ($ben: ID!, $video: ID!) {
              user(by: {id: $ben}) { handle }
              byHandle: user(by: {handle: "ben"}) { handle }
              node(id: $ben) { id }
              searchUsers(query: "ben", first: 5) { totalCount nodes { handle } }
              video(id: $video) { caption author { handle } }
              public: video(id: "%s") { friendsWhoLiked(first: 5) { totalCount nodes { handle } }
                friendsWhoReposted(first: 5) { totalCount nodes { handle } } }
              viewer {
                friends(first: 5) { totalCount nodes { handle } }
                byName: friends(first: 5, order: NAME) { totalCount nodes { handle } }
                closeFriends(first: 5) { totalCount nodes { handle } }
                friendRequests(direction: INCOMING, first: 5) { totalCount nodes { user { handle } } }
                peopleYouMayKnow(first: 5) { nodes { user { handle } } }
                conversations(first: 5) { totalCount nodes { id participants(first: 5) { totalCount nodes { user {
                  handle } } }
                  messages(last: 5) { nodes { sender { handle } body } } lastMessage { sender { handle } } } }
                unread { conversations messages }
              }
              cleo: user(by: {handle: "cleo"}) { relationship { mutualFriendCount }
                mutualFriends(first: 5) { totalCount nodes { handle } } friends(first: 5) { totalCount nodes {
                  handle } } }
            }
            """.formatted(World.id("vid", 902));

    @RegisterExtension
    static final MemoryReplica replica = new MemoryReplica();

    private final Api api;
    private final World world;
    private final TestClock clock;

    DepartureApiTest(Api api, World world, TestClock clock) {
        this.api = api;
        this.world = world;
        this.clock = clock;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.people("ada", "ben", "cleo", "dan");
        world.friends("ada", "ben", "cleo").friends("ben", "cleo", "dan");
        world.video(901, "ben", "clip of ben").video(902, "cleo", "clip of cleo");
        world.like("ben", 902).repost("ben", 902, "see this").request("dan", "ada", "hello");
        world.group(910, "Three", "ada", "ben", "cleo")
                .says(910, "ben", "to all")
                .says(910, "cleo", "and back");
        Mutations.does(api.as("ada"), "addCloseFriend", Map.of("userId", world.id("ben")), "user { id }");
        String direct = Mutations.opens(api.as("ben"), world.id("ada"));
        Mutations.says(api.as("ben"), direct, "to you");
    }

    @Test
    void aDeactivatedUserIsHiddenFromEveryoneAtOnceAndReturnsWithEverything() {
        Api memory = replica.beside(api);
        JsonNode before = sight(api);
        assertThat(before.at("/viewer/friends/totalCount").asInt()).isEqualTo(2);
        assertThat(before.at("/viewer/unread/conversations").asInt()).isEqualTo(2);
        assertThat(sight(memory)).isEqualTo(before);

        JsonNode left = does("ben", "deactivateAccount");
        assertThat(left.at("/account/state").asString()).isEqualTo("DEACTIVATED");
        JsonNode during = sight(memory);
        assertThat(sight(api)).isEqualTo(during);
        assertThat(during.toString()).doesNotContain("ben").doesNotContain(world.id("ben"));
        assertThat(during.at("/viewer/friends/totalCount").asInt()).isEqualTo(1);
        assertThat(during.at("/viewer/byName/totalCount").asInt()).isEqualTo(1);
        assertThat(during.at("/viewer/closeFriends/totalCount").asInt()).isZero();
        assertThat(during.at("/viewer/conversations/totalCount").asInt()).isEqualTo(1);
        assertThat(during.at("/viewer/unread/conversations").asInt()).isEqualTo(1);
        assertThat(during.at("/viewer/conversations/nodes/0/participants/totalCount")
                        .asInt())
                .isEqualTo(2);
        assertThat(during.at("/cleo/mutualFriends/totalCount").asInt()).isZero();
        assertThat(during.at("/cleo/relationship/mutualFriendCount").asInt()).isZero();
        assertThat(during.at("/cleo/friends/totalCount").asInt()).isEqualTo(1);
        assertThat(during.at("/public/friendsWhoLiked/totalCount").asInt()).isZero();
        assertThat(during.at("/public/friendsWhoReposted/totalCount").asInt()).isZero();

        JsonNode back = does("ben", "reactivateAccount");
        assertThat(back.at("/account/state").asString()).isEqualTo("ACTIVE");
        assertThat(sight(memory)).isEqualTo(before);
        assertThat(sight(api)).isEqualTo(before);
    }

    @Test
    void answersFromMemoryAreTheSameWhileUsersLeaveAndReturn() {
        Api memory = replica.beside(api);
        List<String> others = List.of("ben", "cleo", "dan");
        world.friends("ada", "dan").request("ben", "dan", "hi");
        Random random = new Random(3);
        int absent = 0;
        for (int round = 0; round < 25; round++) {
            String one = others.get(random.nextInt(others.size()));
            boolean leaves = random.nextBoolean();
            JsonNode answer = Mutations.does(
                    (random.nextBoolean() ? api : memory).as(one),
                    leaves ? "deactivateAccount" : "reactivateAccount",
                    Map.of(),
                    "account { state }");
            absent += answer.at("/account/state").asString().equals("DEACTIVATED") ? 1 : 0;
            assertThat(sight(memory)).as("round " + round).isEqualTo(sight(api));
        }
        assertThat(absent).isGreaterThan(5);
    }

    @Test
    void nothingReachesADeactivatedUser() {
        does("ben", "deactivateAccount");
        String ben = world.id("ben");
        for (String mutation : List.of("sendFriendRequest", "unfriend", "blockUser", "addCloseFriend")) {
            JsonNode answer = Mutations.does(api.as("ada"), mutation, Map.of("userId", ben), "__typename");
            JsonNode unknown =
                    Mutations.does(api.as("ada"), mutation, Map.of("userId", World.id("usr", 999)), "__typename");
            assertThat(answer).as(mutation).isEqualTo(unknown);
        }
        JsonNode opened =
                Mutations.does(api.as("ada"), "openDirectConversation", Map.of("userId", ben), "conversation { id }");
        assertThat(Mutations.code(opened)).isEqualTo("NOT_FOUND");
        String direct = world.values("MATCH (c:Conversation {kind: 'DIRECT'}) RETURN c.id").stream()
                .map(number -> World.id("cnv", (long) number))
                .findFirst()
                .orElseThrow();
        assertThat(Mutations.says(api.as("ada"), direct, "are you there?")
                        .path("message")
                        .isNull())
                .isTrue();
    }

    @Test
    void aDeactivatedUserMayOnlyReturnOrDelete() {
        String token = api.token("ben");
        does("ben", "deactivateAccount");
        for (String query : List.of(
                "{ viewer { user { id } } }",
                "{ viewer { settings { ageBand } } }",
                "{ user(by: {handle: \"ada\"}) { id } }",
                "{ node(id: \"" + world.id("ada") + "\") { id } }",
                "mutation { updateProfile(input: {bio: \"x\"}) { userErrors { code } } }",
                "mutation { blockUser(input: {userId: \"" + world.id("ada") + "\"}) { userErrors { code } } }")) {
            Api.Answer answer = api.with(token).ask(query);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.code()).as(answer.body()).isEqualTo("ACCOUNT_DEACTIVATED");
        }
        try (LiveSocket socket = LiveSocket.signedIn(api, token, Map.of())) {
            socket.subscribe("a", "subscription { inboxEvents { __typename } }");
            assertThat(socket.next().findValuesAsString("code")).contains("ACCOUNT_DEACTIVATED");
            socket.subscribe("b", ACCOUNT);
            JsonNode account = socket.next();
            while (!account.path("id").asString("").equals("b")) {
                account = socket.next();
            }
            assertThat(account.findValuesAsString("state"))
                    .as(account.toString())
                    .containsExactly("DEACTIVATED");
        }
        try (LiveEvents events = LiveEvents.of(api, token, "subscription { inboxEvents { __typename } }", Map.of())) {
            assertThat(events.next().code()).isEqualTo("ACCOUNT_DEACTIVATED");
        }
        JsonNode joined = api.with(token)
                .data(
                        "mutation ($input: CreateAccountInput!) { createAccount(input: $input) { viewer { id account "
                                + "{ state } } userErrors { code } } }",
                        Map.of("input", input("another")))
                .path("createAccount");
        assertThat(codes(joined)).containsExactly("ACCOUNT_EXISTS");
        assertThat(joined.at("/viewer/account/state").asString()).isEqualTo("DEACTIVATED");
        Api.Answer inside = api.with(token)
                .ask("mutation { reactivateAccount(input: {}) { viewer { user { handle } } } "
                        + "deactivateAccount(input: {}) { account { state } } "
                        + "updateProfile(input: {bio: \"x\"}) { userErrors { code } } }");
        assertThat(inside.code()).as(inside.body()).isEqualTo("ACCOUNT_DEACTIVATED");
        assertThat(world.values("MATCH (u:User {handle: 'ben'}) RETURN u.bio")).containsOnlyNulls();
    }

    @Test
    void liveConnectionsEndWhenTheirUserLeaves() {
        try (LiveSocket socket = LiveSocket.signedIn(api, api.token("ben"), Map.of());
                LiveEvents events =
                        LiveEvents.of(api, api.token("ben"), "subscription { inboxEvents { __typename } }", Map.of())) {
            socket.subscribe("a", "subscription { inboxEvents { __typename } }");
            does("ben", "deactivateAccount");
            assertThat(socket.closeCode()).isEqualTo(4403);
            LiveEvents.Event event = events.next();
            while (event.name().equals("next") && event.code().isEmpty()) {
                event = events.next();
            }
            assertThat(event.code()).as(event.toString()).isEqualTo("ACCOUNT_DEACTIVATED");
        }
    }

    @Test
    void aDeletionIsConfirmedByTheHandleAndTakenBackWithinTheGrace() {
        JsonNode wrong = delete("ben", "ada");
        assertThat(Mutations.code(wrong)).isEqualTo("WRONG_HANDLE");
        assertThat(wrong.at("/account/state").asString()).isEqualTo("ACTIVE");

        Instant due = clock.instant().plus(Duration.ofDays(30));
        JsonNode deleted = delete("ben", " BEN ");
        assertThat(deleted.at("/account/state").asString()).isEqualTo("DELETION_SCHEDULED");
        Instant told = Instant.parse(deleted.at("/account/deletionDueAt").asString());
        assertThat(told).isBetween(due.minusSeconds(60), due.plusSeconds(60));
        clock.pass(Duration.ofDays(1));
        assertThat(delete("ben", "ben").at("/account/deletionDueAt").asString())
                .as("the first day holds")
                .isEqualTo(deleted.at("/account/deletionDueAt").asString());
        assertThat(api.as("ada")
                        .data("{ user(by: {handle: \"ben\"}) { id } }")
                        .path("user")
                        .isNull())
                .isTrue();

        JsonNode back = does("ben", "reactivateAccount");
        assertThat(back.at("/account").toString())
                .isEqualTo("{\"state\":\"ACTIVE\",\"deactivatedAt\":null,\"deletionDueAt\":null}");
        assertThat(api.as("ben").data("{ viewer { user { handle } } }").findValuesAsString("handle"))
                .containsExactly("ben");
    }

    private JsonNode sight(Api server) {
        return server.as("ada").data(SIGHT, Map.of("ben", world.id("ben"), "video", World.id("vid", 901)));
    }

    private JsonNode does(String user, String mutation) {
        return Mutations.does(api.as(user), mutation, Map.of(), "account { state deactivatedAt deletionDueAt }");
    }

    private JsonNode delete(String user, String handle) {
        return Mutations.does(
                api.as(user),
                "deleteAccount",
                Map.of("handle", handle),
                "account { state deactivatedAt deletionDueAt }");
    }
}
