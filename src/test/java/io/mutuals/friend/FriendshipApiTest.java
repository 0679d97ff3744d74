package io.mutuals.friend;

import static io.mutuals.FriendMutations.code;
import static io.mutuals.FriendMutations.does;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.OwnLimitsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Sends and answers friend requests, and ends friendships and blocks, through the API. */
@OwnLimitsTest
class FriendshipApiTest {

    private final Api api;
    private final World world;
    private final TestClock clock;

    FriendshipApiTest(Api api, World world, TestClock clock) {
        this.api = api;
        this.world = world;
        this.clock = clock;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.people("ada", "ben", "cleo");
    }

    @Test
    void requestsAndBlocksAreRefetchedByIdOnlyByTheUsersThatTheyBelongTo() {
        world.people("ada", "ben", "cleo");
        world.request("ada", "ben", "hi");
        String fields = "id ... on FriendRequest { direction message user { handle } } ... on Block { handle }";
        String node = "query ($id: ID!) { node(id: $id) { %s } }".formatted(fields);
        String list = "query ($d: FriendRequestDirection!) { viewer { friendRequests(direction: $d, "
                + "first: 5) { nodes { id direction message user { handle } } } } }";
        JsonNode sent = api.as("ada").data(list, Map.of("d", "OUTGOING")).at("/viewer/friendRequests/nodes/0");
        JsonNode received = api.as("ben").data(list, Map.of("d", "INCOMING")).at("/viewer/friendRequests/nodes/0");

        assertThat(sent.at("/user/handle").asString()).isEqualTo("ben");
        assertThat(api.as("ada")
                        .data(node, Map.of("id", sent.at("/id").asString()))
                        .path("node"))
                .isEqualTo(sent);
        assertThat(api.as("ben")
                        .data(node, Map.of("id", received.at("/id").asString()))
                        .path("node"))
                .isEqualTo(received);
        assertThat(api.as("cleo")
                        .data(node, Map.of("id", sent.at("/id").asString()))
                        .path("node")
                        .isNull())
                .isTrue();

        world.block("ada", "ben");
        JsonNode block = api.as("ada")
                .data("{ viewer { blocks(first: 5) { nodes { id handle } } } }")
                .at("/viewer/blocks/nodes/0");
        String blocked = block.at("/id").asString();
        assertThat(api.as("ada").data(node, Map.of("id", blocked)).path("node")).isEqualTo(block);
        for (String other : List.of("ben", "cleo")) {
            assertThat(api.as(other)
                            .data(node, Map.of("id", blocked))
                            .path("node")
                            .isNull())
                    .as(other)
                    .isTrue();
        }
        assertThat(api.as("ada")
                        .data(node, Map.of("id", sent.at("/id").asString()))
                        .path("node")
                        .isNull())
                .isTrue();
        world.request("cleo", "ada", "hello");
        world.block("cleo", "ada");
        world.run(
                "MATCH (a:User {id: $a}), (b:User {id: $b}) CREATE (a)-[:REQUESTED {at: datetime()}]->(b)",
                Map.of("a", world.number("cleo"), "b", world.number("ada")));
        assertThat(api.as("ada")
                        .data(node, Map.of("id", World.id("frq", world.number("cleo"))))
                        .path("node")
                        .isNull())
                .as("a block hides a request that remained")
                .isTrue();
    }

    @Test
    void objectsSeenFromTheViewersSideHaveIdsOfTheirOwn() {
        world.people("ada", "ben", "cleo");
        JsonNode read = api.as("ada").data("""
                { viewer { id user { id } } ben: user(by: {handle: "ben"}) { id relationship { id } }
                  cleo: user(by: {handle: "cleo"}) { relationship { id } } }
                """);
        List<String> ids = List.of(
                read.at("/viewer/id").asString(),
                read.at("/viewer/user/id").asString(),
                read.at("/ben/id").asString(),
                read.at("/ben/relationship/id").asString(),
                read.at("/cleo/relationship/id").asString());
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z]{3}_[0-9A-Z]{13}"));
        JsonNode asked = api.as("ada")
                .data(
                        "mutation ($id: ID!) { sendFriendRequest(input: {userId: $id}) { relationship { id "
                                + "} friendRequest { id } } }",
                        Map.of("id", world.id("ben")))
                .path("sendFriendRequest");
        assertThat(asked.at("/relationship/id")).isEqualTo(read.at("/ben/relationship/id"));
        assertThat(asked.at("/friendRequest/id").asString()).isEqualTo(World.id("frq", world.number("ben")));
    }

    @Test
    void aRequestIsVisibleToBothAndAnsweredOnce() {
        JsonNode sent = api.as("ada").data("""
                mutation { sendFriendRequest(input: {userId: "%s", message: " Hi, Ada from the gym ",
                  clientMutationId: "x"}) {
                  user { handle } friendRequest { direction message user { handle } }
                  friendRequestEdge { cursor node { sentAt } } friendEdge { cursor } userErrors { code }
                    clientMutationId } }
                """.formatted(world.id("ben"))).path("sendFriendRequest");
        assertThat(sent.at("/user/handle").asString()).isEqualTo("ben");
        assertThat(sent.at("/friendRequest/message").asString()).isEqualTo("Hi, Ada from the gym");
        assertThat(sent.at("/friendRequest/direction").asString()).isEqualTo("OUTGOING");
        assertThat(sent.at("/friendEdge").isNull()).isTrue();
        assertThat(sent.at("/clientMutationId").asString()).isEqualTo("x");
        String cursor = sent.at("/friendRequestEdge/cursor").asString();
        assertThat(api.as("ada")
                        .data("{ viewer { friendRequests(direction: OUTGOING, first: 5) { edges { cursor } } } }")
                        .at("/viewer/friendRequests/edges/0/cursor")
                        .asString())
                .isEqualTo(cursor);
        assertThat(incoming("ben")).containsExactly("ada");

        assertThat(code(does(api.as("ada"), "sendFriendRequest", world.id("ben"))))
                .isEqualTo("ALREADY_REQUESTED");
        JsonNode accepted = does(api.as("ben"), "acceptFriendRequest", world.id("ada"));
        assertThat(accepted.at("/relationship/isFriend").asBoolean()).isTrue();
        assertThat(code(does(api.as("ben"), "acceptFriendRequest", world.id("ada"))))
                .isEmpty();
        assertThat(friends("ada")).containsExactly("ben");
        assertThat(friends("ben")).containsExactly("ada");
        assertThat(incoming("ben")).isEmpty();
        assertThat(world.values("MATCH ()-[f:FRIENDS_WITH]->() RETURN count(f)"))
                .containsExactly(1L);
        assertThat(code(does(api.as("ada"), "sendFriendRequest", world.id("ben"))))
                .isEqualTo("ALREADY_FRIENDS");
    }

    @Test
    void crossedRequestsBecomeOneFriendship() {
        does(api.as("ada"), "sendFriendRequest", world.id("ben"));
        JsonNode crossed = api.as("ben").data("""
                mutation { sendFriendRequest(input: {userId: "%s"}) {
                  friendRequest { sentAt } friendEdge { cursor since node { handle } } userErrors { code } } }
                """.formatted(world.id("ada"))).path("sendFriendRequest");
        assertThat(crossed.at("/friendRequest").isNull()).isTrue();
        assertThat(crossed.at("/friendEdge/node/handle").asString()).isEqualTo("ada");
        assertThat(api.as("ben")
                        .data("{ viewer { friends(first: 1) { edges { cursor } } } }")
                        .at("/viewer/friends/edges/0/cursor")
                        .asString())
                .isEqualTo(crossed.at("/friendEdge/cursor").asString());
        assertThat(incoming("ada")).isEmpty();
        assertThat(incoming("ben")).isEmpty();
    }

    @Test
    void declineCancelAndUnfriendReportWhenThereIsNothingToEnd() {
        assertThat(code(does(api.as("ben"), "declineFriendRequest", world.id("ada"))))
                .isEqualTo("NO_REQUEST");
        assertThat(code(does(api.as("ben"), "acceptFriendRequest", world.id("ada"))))
                .isEqualTo("NO_REQUEST");
        assertThat(code(does(api.as("ada"), "cancelFriendRequest", world.id("ben"))))
                .isEqualTo("NO_REQUEST");
        assertThat(code(does(api.as("ada"), "unfriend", world.id("ben")))).isEqualTo("NOT_FRIENDS");
        does(api.as("ada"), "sendFriendRequest", world.id("ben"));
        assertThat(code(does(api.as("ada"), "declineFriendRequest", world.id("ben"))))
                .isEqualTo("NO_REQUEST");
        JsonNode declined = does(api.as("ben"), "declineFriendRequest", world.id("ada"));
        assertThat(code(declined)).isEmpty();
        assertThat(declined.at("/relationship/request").isNull()).isTrue();
        does(api.as("ada"), "sendFriendRequest", world.id("ben"));
        assertThat(code(does(api.as("ada"), "cancelFriendRequest", world.id("ben"))))
                .isEmpty();
        assertThat(incoming("ben")).isEmpty();
        world.friends("ada", "ben");
        assertThat(code(does(api.as("ada"), "unfriend", world.id("ben")))).isEmpty();
        assertThat(friends("ben")).isEmpty();
    }

    @Test
    void mutationsOfARequestSeeTheEffectsOfEarlierOnes() {
        JsonNode answers = api.as("ada").data("""
                mutation ($id: ID!) {
                  sent: sendFriendRequest(input: {userId: $id}) { user { relationship { request { direction } } } }
                  again: sendFriendRequest(input: {userId: $id}) { userErrors { code } }
                  cancelled: cancelFriendRequest(input: {userId: $id}) { user { relationship { request { direction } }
                    } }
                }
                """, Map.of("id", world.id("ben")));
        assertThat(answers.at("/sent/user/relationship/request/direction").asString())
                .isEqualTo("OUTGOING");
        assertThat(answers.at("/again/userErrors/0/code").asString()).isEqualTo("ALREADY_REQUESTED");
        assertThat(answers.at("/cancelled/user/relationship/request").isNull()).isTrue();
    }

    @Test
    void invalidInputIsReportedWithItsField() {
        assertThat(code(does(api.as("ada"), "sendFriendRequest", world.id("ada"))))
                .isEqualTo("SELF");
        assertThat(code(does(api.as("ada"), "blockUser", world.id("ada")))).isEqualTo("SELF");
        JsonNode tooLong = api.as("ada").data("""
                mutation ($m: String) { sendFriendRequest(input: {userId: "%s",
                  message: $m}) { userErrors { code field message } } }
                """.formatted(world.id("ben")), Map.of("m", "x".repeat(301)));
        assertThat(tooLong.at("/sendFriendRequest/userErrors/0").toString())
                .isEqualTo("{\"code\":\"MESSAGE_TOO_LONG\",\"field\":[\"input\",\"message\"],"
                        + "\"message\":\"A message with a friend request has at most 300 characters.\"}");
        assertThat(incoming("ben")).isEmpty();
        assertThat(api.as("ada")
                        .ask("mutation { unfriend(input: {userId: \"nonsense\"}) { userErrors { code } } }")
                        .code())
                .isEqualTo("INVALID_ID");
    }

    @Test
    void aUserWhoBlocksTheViewerAndAMissingOneGiveTheSameBytes() {
        world.block("ben", "ada");
        String missing = World.id("usr", 999_999);
        for (String mutation : List.of(
                "sendFriendRequest",
                "acceptFriendRequest",
                "declineFriendRequest",
                "cancelFriendRequest",
                "unfriend",
                "blockUser",
                "unblockUser")) {
            JsonNode hidden = does(api.as("ada"), mutation, world.id("ben"));
            assertThat(code(hidden)).as(mutation).isEqualTo("NOT_FOUND");
            assertThat(hidden).as(mutation).isEqualTo(does(api.as("ada"), mutation, missing));
        }
        assertThat(world.values("MATCH ()-[b:BLOCKED]->() RETURN count(b)")).containsExactly(1L);
    }

    @Test
    void aBlockEndsFriendshipAndRequestsImmediatelyAndCanBeUndone() {
        world.friends("ada", "ben", "cleo").friends("ben", "cleo");
        JsonNode blocked = does(api.as("ada"), "blockUser", world.id("ben"));
        assertThat(blocked.at("/relationship/isBlockedByViewer").asBoolean()).isTrue();
        assertThat(blocked.at("/relationship/isFriend").asBoolean()).isFalse();
        assertThat(code(does(api.as("ada"), "blockUser", world.id("ben")))).isEmpty();
        assertThat(friends("ada")).containsExactly("cleo");
        assertThat(friends("ben")).containsExactly("cleo");
        for (List<String> pair : List.of(List.of("ada", "ben"), List.of("ben", "ada"))) {
            assertThat(api.as(pair.getFirst())
                            .data("{ user(by: {handle: \"%s\"}) { id } }".formatted(pair.getLast()))
                            .path("user")
                            .isNull())
                    .isTrue();
        }
        assertThat(api.as("ada")
                        .data("{ viewer { blocks(first: 5) { totalCount nodes { userId handle } } } }")
                        .at("/viewer/blocks/nodes/0/userId")
                        .asString())
                .isEqualTo(world.id("ben"));
        assertThat(api.as("ben")
                        .data("{ viewer { blocks(first: 5) { totalCount } } }")
                        .at("/viewer/blocks/totalCount")
                        .asInt())
                .isZero();
        assertThat(code(does(api.as("ada"), "sendFriendRequest", world.id("ben"))))
                .isEqualTo("NOT_FOUND");
        assertThat(code(does(api.as("ada"), "unblockUser", world.id("ben")))).isEmpty();
        assertThat(code(does(api.as("ada"), "unblockUser", world.id("ben")))).isEmpty();
        assertThat(friends("ada")).containsExactly("cleo");
        assertThat(api.as("ben")
                        .data("{ user(by: {handle: \"ada\"}) { handle } }")
                        .at("/user/handle")
                        .asString())
                .isEqualTo("ada");
    }

    @Test
    void requestsAreLimitedByDayAndByPendingOnes() {
        String[] people = IntStream.range(0, 9).mapToObj(i -> "person" + i).toArray(String[]::new);
        world.people(people);
        for (int i = 0; i < 4; i++) {
            assertThat(code(send("ada", people[i]))).isEmpty();
        }
        // Withdrawing a request does not restore the quota.
        does(api.as("ada"), "cancelFriendRequest", world.id(people[0]));
        JsonNode limited = send("ada", people[4]);
        assertThat(code(limited)).isEqualTo("RATE_LIMITED");
        Instant resetAt = Instant.parse(limited.at("/userErrors/0/resetAt").asString());
        assertThat(resetAt)
                .isBetween(
                        clock.instant().plus(Duration.ofHours(23)),
                        clock.instant().plus(Duration.ofHours(24)));
        assertThat(viewerCan("ada", people[4]).path("sendFriendRequest").asBoolean())
                .isFalse();

        clock.pass(Duration.between(clock.instant(), resetAt));
        for (int i = 4; i < 7; i++) {
            assertThat(code(send("ada", people[i]))).isEmpty();
        }
        JsonNode waiting = send("ada", people[7]);
        assertThat(code(waiting)).isEqualTo("RATE_LIMITED");
        assertThat(waiting.at("/userErrors/0/resetAt").isNull()).isTrue();
        does(api.as(people[4]), "declineFriendRequest", world.id("ada"));
        assertThat(code(send("ada", people[7]))).isEmpty();
    }

    private JsonNode send(String from, String to) {
        return api.as(from)
                .data("mutation { sendFriendRequest(input: {userId: \"%s\"}) { userErrors { code resetAt } } }"
                        .formatted(world.id(to)))
                .path("sendFriendRequest");
    }

    private JsonNode viewerCan(String viewer, String other) {
        return api.as(viewer)
                .data("{ user(by: {id: \"%s\"}) { viewerCan { sendFriendRequest message seeFriends } } }"
                        .formatted(world.id(other)))
                .at("/user/viewerCan");
    }

    private List<String> incoming(String handle) {
        return api.as(handle)
                .data("{ viewer { friendRequests(direction: INCOMING, first: 10) { nodes { user { handle } } } } }")
                .at("/viewer/friendRequests/nodes")
                .valueStream()
                .map(request -> request.at("/user/handle").asString())
                .toList();
    }

    private List<String> friends(String handle) {
        return api.as(handle)
                .data("{ viewer { friends(first: 10, order: NAME) { nodes { handle } } } }")
                .at("/viewer/friends/nodes")
                .valueStream()
                .map(friend -> friend.path("handle").asString())
                .toList();
    }
}
