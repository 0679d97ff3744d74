package io.mutuals.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@MutualsTest
class ConversationApiTest {

    private final Api api;
    private final World world;

    ConversationApiTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben", "cleo").people("dario");
    }

    @Test
    void theInboxHasTheLatestConversationFirstWithUnreadCounts() {
        world.direct(101, "ada", "ben").says(101, "ben", "one", "two", "three").readUpTo("ada", 101, 1);
        world.group(102, "Climbers", "ada", "cleo", "dario").says(102, "cleo", "hello");

        JsonNode viewer = api.as("ada").data("""
                { viewer { unread { conversations messages } conversations(first: 10) { totalCount nodes {
                  id kind title unreadCount viewerParticipant { role lastReadSeq }
                    lastMessage { seq body sender { handle } }
                  participants(first: 10) { totalCount nodes { user { handle } role } } } } } }
                """).at("/viewer");

        JsonNode conversations = viewer.at("/conversations/nodes");
        assertThat(viewer.at("/conversations/totalCount").asInt()).isEqualTo(2);
        assertThat(conversations.get(0).at("/title").asString()).isEqualTo("Climbers");
        assertThat(conversations.get(0).at("/participants/totalCount").asInt()).isEqualTo(3);
        assertThat(conversations.get(1).at("/kind").asString()).isEqualTo("DIRECT");
        assertThat(conversations.get(1).at("/title").isNull()).isTrue();
        assertThat(conversations.get(1).at("/unreadCount").asInt()).isEqualTo(2);
        assertThat(conversations.get(1).at("/lastMessage/body").asString()).isEqualTo("three");
        assertThat(conversations.get(1).at("/lastMessage/sender/handle").asString())
                .isEqualTo("ben");
        assertThat(viewer.at("/unread/conversations").asInt()).isEqualTo(2);
        assertThat(viewer.at("/unread/messages").asInt()).isEqualTo(3);
    }

    @Test
    void pagesOfMessagesNeitherRepeatNorSkipInEitherDirectionWhileMessagesArrive() {
        world.direct(101, "ada", "ben");
        IntStream.rangeClosed(1, 25).forEach(i -> world.says(101, "ben", "m" + i));

        List<Integer> back = new ArrayList<>();
        JsonNode page = messages("last: 10");
        while (true) {
            back.addAll(0, seqs(page));
            world.says(101, "ben", "new");
            if (!page.at("/pageInfo/hasPreviousPage").asBoolean()) {
                break;
            }
            page = messages(
                    "last: 10, before: \"" + page.at("/pageInfo/startCursor").asString() + "\"");
        }
        assertThat(back)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 25).boxed().toList());

        List<Integer> forth = new ArrayList<>();
        page = messages("first: 10");
        while (true) {
            forth.addAll(seqs(page));
            if (!page.at("/pageInfo/hasNextPage").asBoolean()) {
                break;
            }
            page = messages(
                    "first: 10, after: \"" + page.at("/pageInfo/endCursor").asString() + "\"");
        }
        assertThat(forth)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 28).boxed().toList());
    }

    @Test
    void aPageAroundAMessageHasTheMessagesBeforeAndAfterIt() {
        world.direct(101, "ada", "ben");
        IntStream.rangeClosed(1, 20).forEach(i -> world.says(101, "ben", "m" + i));

        assertThat(seqs(messages("first: 5, around: \"" + world.message(101, 10) + "\"")))
                .containsExactly(8, 9, 10, 11, 12);
        assertThat(seqs(messages("first: 5, around: \"" + world.message(101, 1) + "\"")))
                .containsExactly(1, 2, 3, 4, 5);
        assertThat(seqs(messages("first: 5, around: \"" + world.message(101, 20) + "\"")))
                .containsExactly(16, 17, 18, 19, 20);
        world.direct(102, "ada", "cleo").says(102, "cleo", "elsewhere");
        assertThat(ask("first: 5, around: \"" + world.message(102, 1) + "\"").code())
                .isEqualTo("INVALID_ID");
    }

    @Test
    void argumentsThatDoNotSelectOnePageAreRefused() {
        world.direct(101, "ada", "ben").says(101, "ben", "hi");
        String cursor = messages("first: 1").at("/pageInfo/endCursor").asString();
        for (String arguments : List.of(
                "first: 0",
                "first: 101",
                "last: 0",
                "first: 1, last: 1",
                "before: \"" + cursor + "\"",
                "first: 1, before: \"" + cursor + "\"",
                "last: 1, after: \"" + cursor + "\"",
                "last: 1, around: \"" + world.message(101, 1) + "\"")) {
            assertThat(ask(arguments).code()).as(arguments).isEqualTo("INVALID_PAGE");
        }
        world.direct(102, "ada", "cleo").says(102, "cleo", "hi");
        String query = "{ node(id: \"" + World.id("cnv", 102)
                + "\") { ... on Conversation { messages(first: 1, after: \"" + cursor + "\") { nodes { seq } } } } }";
        assertThat(api.as("ada").ask(query).code()).isEqualTo("INVALID_CURSOR");
    }

    @Test
    void aConversationDoesNotExistForNonParticipantsOrBehindABlock() {
        world.direct(101, "ada", "ben").says(101, "ben", "secret");
        String ids = "{ a: node(id: \"%s\") { id } b: node(id: \"%s\") { id } }";
        String query = ids.formatted(World.id("cnv", 101), world.message(101, 1));
        String missing = api.as("dario")
                .ask(ids.formatted(World.id("cnv", 999), World.id("msg", 999)))
                .timeless();
        assertThat(api.as("ada").ask(query).timeless()).isNotEqualTo(missing);
        assertThat(api.as("dario").ask(query).timeless()).isEqualTo(missing);

        world.block("ben", "ada");
        assertThat(api.as("ada").ask(query).timeless()).isEqualTo(missing);
        assertThat(api.as("ada")
                        .data("{ viewer { unread { messages } conversations(first: 5) { totalCount } } }")
                        .toString())
                .isEqualTo("{\"viewer\":{\"unread\":{\"messages\":0},\"conversations\":{\"totalCount\":0}}}");
    }

    @Test
    void inASharedGroupABlockHidesTheSenderAndKeepsTheMessages() {
        world.group(101, "Street", "cleo", "ada", "dario")
                .says(101, "dario", "hi")
                .says(101, "ada", "hello");
        world.block("dario", "ada");

        JsonNode conversation = api.as("ada")
                .data("{ viewer { conversations(first: 1) { nodes { participants(first: 9) { totalCount "
                        + "nodes { user { handle } } } messages(first: 9) { totalCount nodes { body "
                        + "sender { handle } } } } } } }")
                .at("/viewer/conversations/nodes/0");
        assertThat(conversation.at("/participants/totalCount").asInt()).isEqualTo(2);
        assertThat(conversation.at("/participants").toString()).doesNotContain("dario");
        assertThat(conversation.at("/messages/nodes").toString())
                .isEqualTo("[{\"body\":\"hi\",\"sender\":null},{\"body\":\"hello\",\"sender\":{\"handle\":\"ada\"}}]");
    }

    @Test
    void theCardOfASharedVideoIsCheckedForEachReader() {
        world.video(201, "dario", "Sunrise")
                .group(101, "Street", "cleo", "ada", "ben")
                .shares(101, "cleo", 201);
        String query =
                "{ viewer { conversations(first: 1) { nodes { messages(first: 1) { nodes { body attachments { ... "
                        + "on VideoCard { availability video { caption "
                        + "author { handle } } } } } } } } } }";
        assertThat(api.as("ben").ask(query).body())
                .contains("AVAILABLE")
                .contains("Sunrise")
                .contains("dario");

        world.block("dario", "ben");
        assertThat(api.as("ben").ask(query).body())
                .contains("\"UNAVAILABLE\",\"video\":null")
                .doesNotContain("Sunrise");
        assertThat(api.as("ada").ask(query).body()).contains("Sunrise");
    }

    @Test
    void fiftyMessagesWithSendersCostOneQueryMoreThanTheirConversation() {
        world.group(101, "Street", "ada", "ben", "cleo");
        IntStream.range(0, 50).forEach(i -> world.says(101, i % 2 == 0 ? "ben" : "cleo", "m" + i));
        var answer = api.as("ada")
                .header("Mutuals-Proof", "1")
                .ask("{ viewer { conversations(first: 1) { nodes { messages(last: 50) { nodes { seq "
                        + "sender { handle } } } } } } }");
        assertThat(answer.proof("neo4jQueries")).isEqualTo(2);
    }

    private Api.Answer ask(String arguments) {
        return api.as("ada")
                .ask("{ node(id: \"" + World.id("cnv", 101) + "\") { ... on Conversation { messages(" + arguments
                        + ") { nodes { seq } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } } }");
    }

    private JsonNode messages(String arguments) {
        Api.Answer answer = ask(arguments);
        assertThat(answer.code()).as(answer.body()).isEmpty();
        return answer.json().at("/data/node/messages");
    }

    private static List<Integer> seqs(JsonNode page) {
        return page.at("/nodes")
                .valueStream()
                .map(message -> message.at("/seq").asInt())
                .toList();
    }
}
