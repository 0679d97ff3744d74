package io.mutuals.conversation;

import static io.mutuals.Mutations.code;
import static io.mutuals.Mutations.does;
import static io.mutuals.Mutations.opens;
import static io.mutuals.Mutations.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Groups: participants, roles and the history that new participants read. */
@MutualsTest
class GroupApiTest {

    private final Api api;
    private final World world;
    private final TestClock clock;

    GroupApiTest(Api api, World world, TestClock clock) {
        this.api = api;
        this.world = world;
        this.clock = clock;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben", "cleo", "dario").people("eve", "fay");
    }

    @Test
    void friendsJoinANewGroupAtOnceAndOthersAreInvited() {
        String group = creates("ada", "  Climbers ", "ben", "eve");

        assertThat(participants("ada", group)).containsExactly("ada OWNER", "ben MEMBER", "eve MEMBER");
        assertThat(inbox("ben", "MAIN")).containsExactly(group);
        assertThat(inbox("eve", "MAIN")).isEmpty();
        assertThat(inbox("eve", "REQUESTS")).containsExactly(group);
        does(api.as("eve"), "declineMessageRequest", group, Map.of());
        assertThat(participants("ada", group)).containsExactly("ada OWNER", "ben MEMBER");
    }

    @Test
    void anInvalidGroupIsRefusedEntirelyAndTheErrorNamesTheField() {
        world.block("fay", "ada");
        api.as("eve")
                .data("mutation { updatePrivacySettings(input: {messagesFrom: FRIENDS}) { userErrors { code } } }");

        assertThat(error(create("ada", " ", "ben"))).isEqualTo("INVALID_TITLE[\"input\",\"title\"]");
        assertThat(error(create("ada", "x".repeat(61), "ben"))).isEqualTo("INVALID_TITLE[\"input\",\"title\"]");
        assertThat(error(create("ada", "Me"))).isEqualTo("TOO_FEW_PEOPLE[\"input\",\"userIds\"]");
        assertThat(error(create("ada", "Me", "ada"))).isEqualTo("TOO_FEW_PEOPLE[\"input\",\"userIds\"]");
        assertThat(error(create("ada", "G", "ben", "fay"))).isEqualTo("NOT_FOUND[\"input\",\"userIds\",\"1\"]");
        assertThat(error(create("ada", "G", "eve"))).isEqualTo("NOT_ALLOWED[\"input\",\"userIds\",\"0\"]");
        assertThat(world.values("MATCH (c:Conversation) RETURN count(c)")).containsExactly(0L);
    }

    @Test
    void theThirtyThirdParticipantIsRefusedHoweverManyAreAddedConcurrently() throws Exception {
        String[] friends = IntStream.range(0, 40).mapToObj(i -> "f" + i).toArray(String[]::new);
        world.friends("ada", friends);
        String group = creates("ada", "Many", java.util.Arrays.copyOf(friends, 25));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<JsonNode>> adds = new ArrayList<>();
            for (int i = 25; i < 40; i++) {
                String friend = friends[i];
                adds.add(() -> add("ada", group, friend));
            }
            List<String> codes = new ArrayList<>();
            for (var added : threads.invokeAll(adds)) {
                codes.add(code(added.get()));
            }
            assertThat(codes.stream().filter(String::isEmpty)).hasSize(6);
            assertThat(codes.stream().filter("GROUP_FULL"::equals)).hasSize(9);
        }
        assertThat(world.values("MATCH (:User)-[p:PARTICIPATES_IN]->(:Conversation) RETURN count(p)"))
                .containsExactly(32L);
        assertThat(code(add("ada", group, friends[0]))).isEmpty();
    }

    @Test
    void rolesDecideWhoAddsRemovesAndRenames() {
        String group = creates("ada", "Climbers", "ben", "cleo");
        world.friends("ben", "eve").friends("cleo", "eve");

        assertThat(code(add("cleo", group, "eve"))).isEqualTo("NOT_ALLOWED");
        assertThat(code(remove("cleo", group, "ben"))).isEqualTo("NOT_ALLOWED");
        assertThat(code(role("ben", group, "cleo", "ADMIN"))).isEqualTo("NOT_ALLOWED");
        assertThat(code(rename("cleo", group, "Mine"))).isEqualTo("NOT_ALLOWED");

        assertThat(code(role("ada", group, "ben", "ADMIN"))).isEmpty();
        assertThat(code(add("ben", group, "eve"))).isEmpty();
        assertThat(code(rename("ben", group, "Walls"))).isEmpty();
        assertThat(code(remove("ben", group, "ada"))).isEqualTo("NOT_ALLOWED");
        assertThat(code(role("ben", group, "ben", "OWNER"))).isEqualTo("NOT_ALLOWED");
        assertThat(code(remove("ben", group, "cleo"))).isEmpty();
        assertThat(code(remove("ben", group, "cleo"))).isEmpty();
        assertThat(code(remove("ben", group, "ben"))).isEqualTo("SELF");
        assertThat(code(role("ada", group, "ada", "MEMBER"))).isEqualTo("NOT_ALLOWED");
        assertThat(code(role("ada", group, "cleo", "ADMIN"))).isEqualTo("NOT_A_PARTICIPANT");
        assertThat(participants("ada", group)).containsExactly("ada OWNER", "ben ADMIN", "eve MEMBER");
        assertThat(may("ada", group)).isEqualTo("{\"send\":true,\"manage\":true,\"changeRoles\":true,\"leave\":true}");
        assertThat(may("ben", group)).isEqualTo("{\"send\":true,\"manage\":true,\"changeRoles\":false,\"leave\":true}");
        assertThat(may("eve", group))
                .isEqualTo("{\"send\":true,\"manage\":false,\"changeRoles\":false,\"leave\":true}");

        assertThat(code(says(api.as("cleo"), group, "x"))).isEqualTo("NOT_FOUND");
        assertThat(inbox("cleo", "MAIN")).isEmpty();
        String direct = opens(api.as("ada"), world.id("ben"));
        assertThat(code(add("ada", direct, "cleo"))).isEqualTo("NOT_A_GROUP");
        assertThat(code(leave("ada", direct))).isEqualTo("NOT_A_GROUP");
    }

    @Test
    void whenTheLastOwnerLeavesTheFirstAdminBecomesOwnerThenTheFirstMember() {
        String group = creates("ada", "Climbers", "ben", "cleo", "dario");
        role("ada", group, "dario", "ADMIN");
        role("ada", group, "cleo", "ADMIN");

        assertThat(leave("ada", group).at("/conversation").isNull()).isTrue();
        assertThat(participants("ben", group)).containsExactly("ben MEMBER", "cleo OWNER", "dario ADMIN");
        leave("cleo", group);
        assertThat(participants("ben", group)).containsExactly("ben MEMBER", "dario OWNER");
        role("dario", group, "ben", "OWNER");
        leave("dario", group);
        assertThat(participants("ben", group)).containsExactly("ben OWNER");
        assertThat(code(leave("ben", group))).isEmpty();
        assertThat(code(leave("ben", group))).isEqualTo("NOT_FOUND");
    }

    @Test
    void decliningAnInheritedGroupPassesItToTheNextParticipant() {
        String group = creates("ada", "Strangers", "eve", "fay");
        leave("ada", group);
        assertThat(participants("fay", group)).containsExactly("eve OWNER", "fay MEMBER");

        does(api.as("eve"), "declineMessageRequest", group, Map.of());

        assertThat(participants("fay", group)).containsExactly("fay OWNER");
    }

    @Test
    void removingAUserBehindABlockDoesNothingAndRevealsNothing() {
        String group = creates("ada", "Climbers", "ben", "cleo");
        role("ada", group, "ben", "ADMIN");
        world.block("cleo", "ben");
        String hidden = remove("ben", group, "cleo").toString();
        assertThat(hidden).isEqualTo(remove("ben", group, "dario").toString());
        assertThat(participants("ada", group)).contains("cleo MEMBER");
    }

    @Test
    void newParticipantsReadFromJoiningOnOrEverythingAsTheGroupDecides() {
        String group = creates("ada", "Climbers", "ben");
        IntStream.rangeClosed(1, 5).forEach(i -> says(api.as("ada"), group, "early " + i));
        String early = messages("ada", group, "first: 1").get(0);
        clock.pass(Duration.ofSeconds(1));
        add("ada", group, "cleo");
        IntStream.rangeClosed(6, 8).forEach(i -> says(api.as("ada"), group, "late " + i));

        assertThat(messages("cleo", group, "first: 10")).containsExactly("6 late 6", "7 late 7", "8 late 8");
        assertThat(messages("cleo", group, "last: 2")).containsExactly("7 late 7", "8 late 8");
        assertThat(count("cleo", group)).isEqualTo("3 false false unread 3");
        String first = api.as("ada")
                .data("{ node(id: \"%s\") { ... on Conversation { messages(first: 1) { nodes { id } } } } }"
                        .formatted(group))
                .at("/node/messages/nodes/0/id")
                .asString();
        assertThat(api.as("cleo")
                        .data("{ node(id: \"%s\") { id } }".formatted(first))
                        .at("/node")
                        .isNull())
                .isTrue();
        assertThat(code(does(
                        api.as("cleo"), "addReaction", Map.of("messageId", first, "emoji", "👍"), "message { id }")))
                .isEqualTo("NOT_FOUND");
        assertThat(early).isEqualTo("1 early 1");

        does(api.as("ada"), "updateGroup", input(group, "history", "ALL"), "conversation { history }");
        add("ada", group, "dario");
        assertThat(messages("dario", group, "first: 10")).hasSize(8);
        assertThat(messages("cleo", group, "first: 10")).hasSize(3);

        remove("ada", group, "cleo");
        says(api.as("ada"), group, "while away");
        add("ada", group, "cleo");
        assertThat(messages("cleo", group, "first: 10")).hasSize(9);
    }

    private String may(String viewer, String group) {
        return api.as(viewer)
                .data("{ node(id: \"%s\") { ... on Conversation { viewerCan { send manage changeRoles leave } } } }"
                        .formatted(group))
                .at("/node/viewerCan")
                .toString();
    }

    private static Map<String, @Nullable Object> input(String group, String field, Object value) {
        Map<String, @Nullable Object> input = new HashMap<>();
        input.put("conversationId", group);
        input.put(field, value);
        return input;
    }

    private JsonNode create(String owner, String title, String... people) {
        return does(
                api.as(owner),
                "createGroup",
                Map.of(
                        "title",
                        title,
                        "userIds",
                        List.of(people).stream().map(world::id).toList()),
                "conversation { id title }");
    }

    private String creates(String owner, String title, String... people) {
        JsonNode payload = create(owner, title, people);
        assertThat(code(payload)).isEmpty();
        assertThat(payload.at("/conversation/title").asString()).isEqualTo(title.strip());
        return payload.at("/conversation/id").asString();
    }

    private JsonNode add(String by, String group, String who) {
        return does(
                api.as(by), "addParticipants", input(group, "userIds", List.of(world.id(who))), "conversation { id }");
    }

    private JsonNode remove(String by, String group, String who) {
        return does(api.as(by), "removeParticipant", input(group, "userId", world.id(who)), "conversation { id }");
    }

    private JsonNode role(String by, String group, String who, String role) {
        Map<String, @Nullable Object> input = input(group, "userId", world.id(who));
        input.put("role", role);
        return does(api.as(by), "changeParticipantRole", input, "conversation { id }");
    }

    private JsonNode rename(String by, String group, String title) {
        return does(api.as(by), "updateGroup", input(group, "title", title), "conversation { title }");
    }

    private JsonNode leave(String who, String group) {
        return does(api.as(who), "leaveConversation", Map.of("conversationId", group), "conversation { id }");
    }

    private List<String> participants(String viewer, String group) {
        return api.as(viewer)
                .data(("{ node(id: \"%s\") { ... on Conversation { participants(first: 50) { nodes { role "
                                + "user { handle } } } } } }")
                        .formatted(group))
                .at("/node/participants/nodes")
                .valueStream()
                .map(node -> node.at("/user/handle").asString() + " "
                        + node.at("/role").asString())
                .toList();
    }

    private List<String> messages(String viewer, String group, String page) {
        return api.as(viewer)
                .data("{ node(id: \"%s\") { ... on Conversation { messages(%s) { nodes { seq body } } } } }"
                        .formatted(group, page))
                .at("/node/messages/nodes")
                .valueStream()
                .map(node -> node.at("/seq").asInt() + " " + node.at("/body").asString())
                .toList();
    }

    private String count(String viewer, String group) {
        JsonNode node = api.as(viewer).data("""
                        { node(id: "%s") { ... on Conversation { unreadCount
                          messages(first: 10) { totalCount pageInfo { hasPreviousPage hasNextPage } } } } }
                        """.formatted(group)).at("/node");
        return node.at("/messages/totalCount") + " " + node.at("/messages/pageInfo/hasPreviousPage") + " "
                + node.at("/messages/pageInfo/hasNextPage") + " unread " + node.at("/unreadCount");
    }

    private List<String> inbox(String viewer, String folder) {
        return api.as(viewer)
                .data("{ viewer { conversations(folder: %s, first: 10) { nodes { id } } } }".formatted(folder))
                .at("/viewer/conversations/nodes")
                .valueStream()
                .map(node -> node.at("/id").asString())
                .toList();
    }

    private static String error(JsonNode payload) {
        return payload.at("/userErrors/0/code").asString() + payload.at("/userErrors/0/field");
    }
}
