package io.mutuals.conversation;

import static io.mutuals.Mutations.does;
import static io.mutuals.Mutations.opens;
import static io.mutuals.Mutations.says;
import static io.mutuals.Mutations.sends;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.FriendMutations;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.api.ConversationId;
import io.mutuals.api.UserId;
import io.mutuals.changelog.ChangeLog;
import io.mutuals.changelog.Changes;
import io.mutuals.changelog.Fact;
import io.mutuals.neo4j.Graph;
import io.mutuals.user.UsersInMemory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every change of a conversation names in the change log what memory may hold of it, and no more. */
@MutualsTest
class ConversationChangeLogTest {

    private final ChangeLog log;
    private final Graph graph;
    private final Api api;
    private final World world;

    ConversationChangeLogTest(ChangeLog log, Graph graph, Api api, World world) {
        this.log = log;
        this.graph = graph;
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben", "cleo").people("dan");
        for (long id = 0; id < 200; id++) {
            Fact fact = new Fact("test", id);
            graph.write("test.shards", transaction -> {
                log.append(transaction, List.of(fact));
                return true;
            });
        }
    }

    @Test
    void messagesNameTheirConversationAndThoseWhomTheyMention() {
        String group = group("ada", "ben", "cleo");
        Fact conversation = conversation(group);
        Fact messages = MessagesInMemory.latest(new ConversationId(Conversation.ID.decode(group)));

        assertThat(changedBy(() -> says(api.as("ada"), group, "hello")))
                .containsExactlyInAnyOrder(conversation, messages);
        assertThat(changedBy(() ->
                        sends(api.as("ada"), group, "k", Map.of("body", "@ben", "mentions", List.of(world.id("ben"))))))
                .containsExactlyInAnyOrder(conversation, messages, participations("ben"));
        String message = sends(api.as("ada"), group, "k", Map.of("body", "@ben", "mentions", List.of(world.id("ben"))))
                .at("/message/id")
                .asString();
        assertThat(changedBy(() -> about("ben", "addReaction", Map.of("messageId", message, "emoji", "👍"))))
                .containsExactlyInAnyOrder(conversation, messages);
        assertThat(changedBy(() -> about("ben", "removeReaction", Map.of("messageId", message, "emoji", "👍"))))
                .containsExactlyInAnyOrder(conversation, messages);
        assertThat(changedBy(() -> about("ada", "editMessage", Map.of("messageId", message, "body", "other"))))
                .containsExactlyInAnyOrder(conversation, messages);
        assertThat(changedBy(() -> about("ada", "unsendMessage", Map.of("messageId", message))))
                .containsExactlyInAnyOrder(conversation, messages, participations("ben"));
    }

    @Test
    void whatAParticipantHasAloneNamesTheConversationOnly() {
        String group = group("ada", "ben", "cleo");
        says(api.as("ada"), group, "hello");
        Set<Fact> conversation = Set.of(conversation(group));

        assertThat(changedBy(() -> does(api.as("ben"), "markDelivered", group, Map.of("upToSeq", 1))))
                .isEqualTo(conversation);
        assertThat(changedBy(() -> does(api.as("ben"), "markRead", group, Map.of("upToSeq", 1))))
                .isEqualTo(conversation);
        assertThat(changedBy(() -> does(api.as("ben"), "markRead", group, Map.of("upToSeq", 1))))
                .as("read again")
                .isEmpty();
        assertThat(changedBy(
                        () -> does(api.as("ben"), "muteConversation", group, Map.of("until", "2040-01-01T00:00:00Z"))))
                .isEqualTo(conversation);
        assertThat(changedBy(() -> does(api.as("ben"), "archiveConversation", group, Map.of("archived", true))))
                .isEqualTo(conversation);
        assertThat(changedBy(() -> does(api.as("ben"), "pinConversation", group, Map.of("pinned", true))))
                .isEqualTo(conversation);
    }

    @Test
    void whoJoinsAndLeavesIsNamed() {
        Set<Fact> created = changedBy(() -> group("ada", "ben", "dan"));
        String group = api.as("ada")
                .data("{ viewer { conversations(first: 5) { nodes { id kind } } } }")
                .at("/viewer/conversations/nodes")
                .valueStream()
                .filter(one -> one.path("kind").asString().equals("GROUP"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        Fact conversation = conversation(group);
        Fact members = ConversationsInMemory.members(new ConversationId(Conversation.ID.decode(group)));
        assertThat(created).isEqualTo(facts(Set.of(conversation, members), "ada", "ben", "dan"));
        assertThat(changedBy(() -> does(api.as("dan"), "acceptMessageRequest", group, Map.of())))
                .containsExactlyInAnyOrder(conversation, members);
        assertThat(changedBy(() ->
                        does(api.as("ada"), "addParticipants", group, Map.of("userIds", List.of(world.id("cleo"))))))
                .isEqualTo(facts(Set.of(conversation, members), "cleo"));
        assertThat(changedBy(() -> does(api.as("ada"), "updateGroup", group, Map.of("title", "Other"))))
                .containsExactly(conversation);
        assertThat(changedBy(() -> about(
                        "ada",
                        "changeParticipantRole",
                        Map.of("conversationId", group, "userId", world.id("ben"), "role", "ADMIN"))))
                .containsExactly(conversation);
        assertThat(changedBy(() ->
                        about("ada", "removeParticipant", Map.of("conversationId", group, "userId", world.id("cleo")))))
                .isEqualTo(facts(Set.of(conversation, members), "cleo"));
        assertThat(changedBy(() -> about("ben", "leaveConversation", Map.of("conversationId", group))))
                .isEqualTo(facts(Set.of(conversation, members), "ben"));
    }

    @Test
    void directConversationsNameBothWhenTheyAreOpenedAndThemselvesWhenTheyComeBack() {
        world.people("eve");
        Set<Fact> opened = changedBy(() -> opens(api.as("ada"), world.id("eve")));
        String direct = opens(api.as("ada"), world.id("eve"));
        assertThat(opened).isEqualTo(facts(Set.of(conversation(direct)), "ada", "eve"));
        assertThat(changedBy(() -> opens(api.as("ada"), world.id("eve")))).isEmpty();
        assertThat(changedBy(() -> does(api.as("eve"), "declineMessageRequest", direct, Map.of())))
                .containsExactly(conversation(direct));
        assertThat(changedBy(() -> opens(api.as("eve"), world.id("ada")))).containsExactly(conversation(direct));
    }

    @Test
    void blocksNameTheConversationsOfBoth() {
        String group = group("ada", "ben", "cleo");
        String direct = opens(api.as("ada"), world.id("ben"));
        Set<Fact> expected = Set.of(
                conversation(group),
                conversation(direct),
                UsersInMemory.hidden(world.number("ada")),
                UsersInMemory.hidden(world.number("ben")));
        assertThat(changedBy(() -> FriendMutations.does(api.as("ada"), "blockUser", world.id("ben"))))
                .containsAll(expected);
        assertThat(changedBy(() -> FriendMutations.does(api.as("ada"), "unblockUser", world.id("ben"))))
                .isEqualTo(expected);
    }

    private String group(String owner, String... others) {
        return does(
                        api.as(owner),
                        "createGroup",
                        Map.of(
                                "title",
                                "Group",
                                "userIds",
                                Stream.of(others).map(world::id).toList()),
                        "conversation { id }")
                .at("/conversation/id")
                .asString();
    }

    private JsonNode about(String caller, String mutation, Map<String, ?> input) {
        return does(api.as(caller), mutation, input, "clientMutationId");
    }

    private Set<Fact> facts(Set<Fact> conversation, String... participants) {
        return Stream.concat(conversation.stream(), Stream.of(participants).map(this::participations))
                .collect(Collectors.toSet());
    }

    private Fact participations(String handle) {
        return ConversationsInMemory.participations(new UserId(world.number(handle)));
    }

    private static Fact conversation(String id) {
        return ConversationsInMemory.conversation(new ConversationId(Conversation.ID.decode(id)));
    }

    private Set<Fact> changedBy(Runnable change) {
        Map<Long, Long> before = log.position();
        change.run();
        Changes changes = log.between(before, log.position());
        assertThat(changes.complete()).isTrue();
        return changes.facts();
    }
}
