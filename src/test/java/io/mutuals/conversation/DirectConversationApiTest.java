package io.mutuals.conversation;

import static io.mutuals.Mutations.code;
import static io.mutuals.Mutations.does;
import static io.mutuals.Mutations.opens;
import static io.mutuals.Mutations.says;
import static io.mutuals.Mutations.sends;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.FriendMutations;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Conversations between two people: opened once, requested, accepted, declined, blocked. */
@MutualsTest
class DirectConversationApiTest {

    private final Api api;
    private final World world;

    DirectConversationApiTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben").people("cleo", "dario");
    }

    @Test
    void fiftyCallsAtOnceFromBothSidesFindTheSameConversation() throws Exception {
        Set<String> ids = new HashSet<>();
        try (var threads = Executors.newFixedThreadPool(50, Thread.ofVirtual().factory())) {
            List<Callable<String>> calls = new ArrayList<>();
            for (int call = 0; call < 50; call++) {
                boolean ada = call % 2 == 0;
                calls.add(() -> opens(api.as(ada ? "ada" : "ben"), world.id(ada ? "ben" : "ada")));
            }
            for (var opened : threads.invokeAll(calls)) {
                ids.add(opened.get());
            }
        }
        assertThat(ids).hasSize(1);
        assertThat(world.values("MATCH (c:Conversation) RETURN count(c)")).containsExactly(1L);
    }

    @Test
    void anEmptyConversationIsInTheInboxOfTheUserWhoOpenedItOnly() {
        opens(api.as("ada"), world.id("ben"));

        assertThat(inbox("ada", "MAIN")).hasSize(1);
        assertThat(inbox("ben", "MAIN")).isEmpty();

        says(api.as("ada"), opens(api.as("ada"), world.id("ben")), "hello");

        assertThat(inbox("ben", "MAIN")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 17, 40})
    void whoWantsMessagesFromNoOneKeepsTheirConversationsAndGetsNoOthers(int age) {
        world.aged("ada", age).friends("ada", "eve");
        String known = opens(api.as("ben"), world.id("ada"));
        String requested = age == 40 ? opens(api.as("cleo"), world.id("ada")) : null;
        if (requested != null) {
            says(api.as("cleo"), requested, "hello");
        }
        JsonNode chosen = does(
                api.as("ada"),
                "updatePrivacySettings",
                Map.of("messagesFrom", "NOBODY", "friendRequestsFrom", "NOBODY"),
                "settings { messagesFrom friendRequestsFrom }");
        assertThat(chosen.path("settings").toString())
                .isEqualTo("{\"messagesFrom\":\"NOBODY\",\"friendRequestsFrom\":\"NOBODY\"}");

        assertThat(code(says(api.as("ben"), known, "still here"))).isEmpty();
        Map<String, Object> ada = Map.of("userId", world.id("ada"));
        for (String other : List.of("eve", "dario")) {
            assertThat(code(does(api.as(other), "openDirectConversation", ada, "conversation { id }")))
                    .isEqualTo("NOT_ALLOWED");
            assertThat(code(does(
                            api.as(other),
                            "createGroup",
                            Map.of("title", "Us", "userIds", List.of(world.id("ada"))),
                            "conversation { id }")))
                    .isEqualTo("NOT_ALLOWED");
            assertThat(api.as(other)
                            .data(
                                    "query ($ada: ID!) { user(by: {id: $ada}) { viewerCan { message } } }",
                                    Map.of("ada", world.id("ada")))
                            .at("/user/viewerCan/message")
                            .asBoolean())
                    .isFalse();
        }
        assertThat(code(does(api.as("dario"), "sendFriendRequest", ada, ""))).isEqualTo("NOT_ALLOWED");
        if (requested != null) {
            assertThat(code(says(api.as("cleo"), requested, "hello?"))).isEqualTo("NOT_ACCEPTED_YET");
            assertThat(code(says(api.as("ada"), requested, "hello"))).isEmpty();
            assertThat(code(says(api.as("cleo"), requested, "hello!"))).isEmpty();
        }
        assertThat(code(says(api.as("ada"), opens(api.as("ada"), world.id("eve")), "hello")))
                .isEmpty();
    }

    @Test
    void aConversationWithANonFriendIsARequestWithoutReceiptsUntilItIsAccepted() {
        String conversation = opens(api.as("cleo"), world.id("ada"));
        says(api.as("cleo"), conversation, "hello, we met at the crag");

        assertThat(inbox("ada", "MAIN")).isEmpty();
        assertThat(inbox("ada", "REQUESTS")).containsExactly(conversation);
        assertThat(unread("ada", "MAIN")).isZero();
        assertThat(unread("ada", "REQUESTS")).isEqualTo(1);
        does(api.as("ada"), "markRead", conversation, Map.of("upToSeq", 1));
        assertThat(horizonOf("cleo", conversation, "ada")).isEqualTo("null");

        assertThat(code(does(api.as("ada"), "acceptMessageRequest", conversation, Map.of())))
                .isEmpty();

        assertThat(inbox("ada", "REQUESTS")).isEmpty();
        assertThat(inbox("ada", "MAIN")).containsExactly(conversation);
        assertThat(horizonOf("cleo", conversation, "ada")).isEqualTo("1");
    }

    @Test
    void aRequestTakesNoLinkNoVideoAndAtMostThreeMessages() {
        world.video(900, "dario", "a wall");
        String conversation = opens(api.as("cleo"), world.id("ada"));

        assertThat(may("cleo", conversation))
                .isEqualTo("{\"send\":true,\"shareVideo\":false,\"manage\":false,\"leave\":false}");
        for (String link : List.of("see https://evil.example", "www.evil.example", "go to evil.com now", "x.yz/abc")) {
            assertThat(code(says(api.as("cleo"), conversation, link))).as(link).isEqualTo("NOT_ACCEPTED_YET");
        }
        String video = World.id("vid", 900);
        assertThat(code(sends(api.as("cleo"), conversation, "v", Map.of("videoId", video))))
                .isEqualTo("NOT_ACCEPTED_YET");
        assertThat(code(sends(
                        api.as("cleo"),
                        conversation,
                        "a",
                        Map.of("body", "x", "anchor", Map.of("videoId", video, "startMs", 1, "endMs", 2)))))
                .isEqualTo("NOT_ACCEPTED_YET");
        for (int message = 1; message <= 3; message++) {
            assertThat(code(says(api.as("cleo"), conversation, "hi. see you soon.Me too, ok.de nada " + message)))
                    .isEmpty();
        }
        assertThat(may("cleo", conversation))
                .isEqualTo("{\"send\":false,\"shareVideo\":false,\"manage\":false,\"leave\":false}");
        assertThat(code(says(api.as("cleo"), conversation, "and another"))).isEqualTo("NOT_ACCEPTED_YET");

        says(api.as("ada"), conversation, "answering accepts");

        assertThat(may("cleo", conversation))
                .isEqualTo("{\"send\":true,\"shareVideo\":true,\"manage\":false,\"leave\":false}");
        assertThat(code(says(api.as("cleo"), conversation, "https://fine.example")))
                .isEmpty();
        assertThat(inbox("ada", "MAIN")).containsExactly(conversation);
    }

    @Test
    void neitherAnEditNorAGroupOfStrangersBringsALinkIntoARequest() {
        world.video(900, "dario", "a wall");
        String conversation = opens(api.as("cleo"), world.id("ada"));
        String message =
                says(api.as("cleo"), conversation, "hello").at("/message/id").asString();
        assertThat(code(does(
                        api.as("cleo"),
                        "editMessage",
                        Map.of("messageId", message, "body", "https://evil.example"),
                        "message { id }")))
                .isEqualTo("NOT_ACCEPTED_YET");
        String group = does(
                        api.as("cleo"),
                        "createGroup",
                        Map.of("title", "Hi", "userIds", List.of(world.id("ada"), world.id("dario"))),
                        "conversation { id viewerCan { shareVideo } }")
                .at("/conversation/id")
                .asString();
        assertThat(code(says(api.as("cleo"), group, "www.evil.example"))).isEqualTo("NOT_ACCEPTED_YET");
        assertThat(code(sends(api.as("cleo"), group, "v", Map.of("videoId", World.id("vid", 900)))))
                .isEqualTo("NOT_ACCEPTED_YET");
        does(api.as("dario"), "acceptMessageRequest", group, Map.of());
        assertThat(code(says(api.as("cleo"), group, "www.fine.example"))).isEmpty();
    }

    @Test
    void friendshipAcceptsARequestAndPrivacySettingsCloseIt() {
        String toAda = opens(api.as("cleo"), world.id("ada"));
        String toDario = opens(api.as("cleo"), world.id("dario"));
        world.friends("cleo", "ada");
        assertThat(may("cleo", toAda))
                .isEqualTo("{\"send\":true,\"shareVideo\":true,\"manage\":false,\"leave\":false}");
        assertThat(code(says(api.as("cleo"), toAda, "see https://fine.example")))
                .isEmpty();
        assertThat(inbox("ada", "MAIN")).containsExactly(toAda);

        api.as("dario")
                .data("mutation { updatePrivacySettings(input: {messagesFrom: FRIENDS}) { userErrors { code } } }");
        assertThat(may("cleo", toDario)).startsWith("{\"send\":false");
        assertThat(code(says(api.as("cleo"), toDario, "hello"))).isEqualTo("NOT_ACCEPTED_YET");
        assertThat(inbox("dario", "REQUESTS")).isEmpty();
    }

    @Test
    void aDeclinedRequestIsGoneAndTheSenderIsNotTold() {
        String conversation = opens(api.as("cleo"), world.id("ada"));
        says(api.as("cleo"), conversation, "hello");

        JsonNode declined = does(api.as("ada"), "declineMessageRequest", conversation, Map.of());

        assertThat(code(declined)).isEmpty();
        assertThat(declined.at("/conversation").isNull()).isTrue();
        assertThat(inbox("ada", "REQUESTS")).isEmpty();
        assertThat(api.as("ada")
                        .data("{ node(id: \"%s\") { id } }".formatted(conversation))
                        .at("/node")
                        .isNull())
                .isTrue();
        assertThat(code(says(api.as("cleo"), conversation, "hello?"))).isEmpty();
        assertThat(api.as("cleo")
                        .data("{ node(id: \"%s\") { ... on Conversation { participants(first: 5) { totalCount } } } }"
                                .formatted(conversation))
                        .at("/node/participants/totalCount")
                        .asInt())
                .isEqualTo(2);
        assertThat(inbox("ada", "REQUESTS")).isEmpty();
        assertThat(api.as("cleo")
                        .data(
                                "mutation ($input: SendMessageInput!) { sendMessage(input: $input) { "
                                        + "message { mentions { handle } } } }",
                                Map.of(
                                        "input",
                                        Map.of(
                                                "conversationId",
                                                conversation,
                                                "clientMessageId",
                                                "m",
                                                "body",
                                                "@ada",
                                                "mentions",
                                                List.of(world.id("ada")))))
                        .at("/sendMessage/message/mentions/0/handle")
                        .asString())
                .isEqualTo("ada");

        assertThat(opens(api.as("ada"), world.id("cleo"))).isEqualTo(conversation);
        assertThat(inbox("ada", "MAIN")).containsExactly(conversation);
    }

    @Test
    void privacySettingsDecideWhoMayOpenAConversationAndViewerCanAgrees() {
        api.as("dario")
                .data("mutation { updatePrivacySettings(input: {messagesFrom: FRIENDS}) { userErrors { code } } }");

        assertThat(code(open("ada", "dario"))).isEqualTo("NOT_ALLOWED");
        assertThat(mayMessage("ada", "dario")).isFalse();
        assertThat(code(open("ada", "cleo"))).isEmpty();
        assertThat(mayMessage("ada", "cleo")).isTrue();
        assertThat(code(open("ada", "ada"))).isEqualTo("SELF");

        opens(api.as("dario"), world.id("ada"));
        assertThat(code(open("ada", "dario"))).isEmpty();
        assertThat(mayMessage("ada", "dario")).isTrue();
    }

    @Test
    void aBlockClosesTheConversationForBothAndItsEndOpensItAgain() {
        String conversation = opens(api.as("ada"), world.id("ben"));
        says(api.as("ada"), conversation, "before");

        FriendMutations.does(api.as("ben"), "blockUser", world.id("ada"));

        for (String one : List.of("ada", "ben")) {
            assertThat(code(says(api.as(one), conversation, "x"))).isEqualTo("NOT_FOUND");
            assertThat(inbox(one, "MAIN")).isEmpty();
        }
        assertThat(code(open("ada", "ben"))).isEqualTo("NOT_FOUND");
        String missing = api.as("ada")
                .ask("mutation { openDirectConversation(input: {userId: \"%s\"}) { userErrors { code message } } }"
                        .formatted(World.id("usr", 999_999)))
                .json()
                .at("/data")
                .toString();
        assertThat(missing)
                .isEqualTo(api.as("ada")
                        .ask(("mutation { openDirectConversation(input: {userId: \"%s\"}) { userErrors { "
                                        + "code message } } }")
                                .formatted(world.id("ben")))
                        .json()
                        .at("/data")
                        .toString());

        FriendMutations.does(api.as("ben"), "unblockUser", world.id("ada"));

        assertThat(code(says(api.as("ada"), conversation, "after"))).isEmpty();
    }

    private String may(String viewer, String conversation) {
        return api.as(viewer)
                .data("{ node(id: \"%s\") { ... on Conversation { viewerCan { send shareVideo manage leave } } } }"
                        .formatted(conversation))
                .at("/node/viewerCan")
                .toString();
    }

    private JsonNode open(String from, String to) {
        return does(api.as(from), "openDirectConversation", Map.of("userId", world.id(to)), "conversation { id }");
    }

    private boolean mayMessage(String viewer, String user) {
        return api.as(viewer)
                .data("{ user(by: {handle: \"%s\"}) { viewerCan { message } } }".formatted(user))
                .at("/user/viewerCan/message")
                .asBoolean();
    }

    private List<String> inbox(String viewer, String folder) {
        return api.as(viewer)
                .data("{ viewer { conversations(folder: %s, first: 10) { nodes { id } } } }".formatted(folder))
                .at("/viewer/conversations/nodes")
                .valueStream()
                .map(node -> node.at("/id").asString())
                .toList();
    }

    private int unread(String viewer, String folder) {
        return api.as(viewer)
                .data("{ viewer { unread(folder: %s) { messages } } }".formatted(folder))
                .at("/viewer/unread/messages")
                .asInt();
    }

    private String horizonOf(String viewer, String conversation, String user) {
        return api.as(viewer)
                .data(("{ node(id: \"%s\") { ... on Conversation { participants(first: 5) { nodes { "
                                + "user { handle } lastReadSeq } } } } }")
                        .formatted(conversation))
                .at("/node/participants/nodes")
                .valueStream()
                .filter(node -> node.at("/user/handle").asString().equals(user))
                .map(node -> node.at("/lastReadSeq").toString())
                .findFirst()
                .orElseThrow();
    }
}
