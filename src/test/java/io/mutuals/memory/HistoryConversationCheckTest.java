package io.mutuals.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import io.mutuals.memory.History.Register;
import io.mutuals.memory.HistoryConversation.Joining;
import io.mutuals.memory.HistoryConversation.Message;
import io.mutuals.memory.HistoryConversation.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Which answers about conversations the check of a history finds, and which it lets pass. */
@SideBySide
class HistoryConversationCheckTest {

    private static final String HI = "1 a0: hi";
    private static final String HO = "2 a0: ho";

    private final History history = new History();
    private final Register<Between> between = new Register<>("pair 0", Between.NOTHING);
    private final HistoryConversations conversations = new HistoryConversations(0, between, history);
    private final HistoryConversation group = conversations.group;
    private final HistoryConversation direct = conversations.direct;
    private final Message hi = message(1);
    private final Message ho = message(2);

    @BeforeEach
    void sayHi() {
        change(group, "a0", part -> part.say(hi, "hi"), 100, 200);
        group.known.add(hi);
    }

    @Test
    void whatWasAcknowledgedBeforeIsShownAndMayBeShownBefore() {
        read("b0", group, 150, 160, new Shown(0, 0));
        read("b0", group, 161, 170, new Shown(1, 0, HI));
        read("b0", group, 201, 210, new Shown(1, 0, HI));
        assertThat(history.unexplained()).isEmpty();
    }

    @Test
    void aMissingMessageIsFound() {
        read("b0", group, 201, 210, new Shown(0, 0));
        assertFound("entry of group 0", "page of group 0");
    }

    @Test
    void anUnreadCountThatDoesNotFitTheMessagesIsFound() {
        read("b0", group, 201, 210, new Shown(0, 0, HI));
        assertFound("entry of group 0");
    }

    @Test
    void unsentMessagesDoNotCountAsUnread() {
        change(group, "a0", part -> part.rewrite(hi, null), 300, 400);
        read("b0", group, 401, 410, new Shown(0, 0, "1 a0: unsent"));
        assertThat(history.unexplained()).isEmpty();
        read("b0", group, 411, 420, new Shown(1, 0, "1 a0: unsent"));
        assertFound("entry of group 0");
    }

    @Test
    void aReadMarkThatIsForgottenIsFound() {
        change(group, "b0", part -> part.read(hi), 300, 400);
        read("b0", group, 350, 360, new Shown(1, 0, HI));
        read("b0", group, 401, 410, new Shown(0, 1, HI));
        assertThat(history.unexplained()).isEmpty();
        read("b0", group, 411, 420, new Shown(1, 0, HI));
        assertFound("entry of group 0");
    }

    @Test
    void aMessageThatGoesAwayAgainIsFound() {
        change(group, "a0", part -> part.say(ho, "ho"), 300, 900);
        read("b0", group, 310, 320, new Shown(2, 0, HI, HO));
        read("b0", group, 321, 330, new Shown(1, 0, HI));
        assertFound("entry of group 0", "page of group 0");
    }

    @Test
    void aRemovedParticipantWhoSeesTheConversationIsFound() {
        change(group, "c0", Part::leave, 300, 400);
        read("c0", group, 401, 410, null);
        assertThat(history.unexplained()).isEmpty();
        read("c0", group, 411, 420, new Shown(1, 0, HI));
        assertFound("entry of group 0", "page of group 0", "participants of group 0");
    }

    @Test
    void messagesFromBeforeJoiningAreFound() {
        change(group, "c0", Part::leave, 300, 400);
        change(group, "c0", part -> part.join(new Joining(1, 1)), 500, 600);
        read("c0", group, 601, 610, new Shown(0, 1));
        assertThat(history.unexplained()).isEmpty();
        read("c0", group, 611, 620, new Shown(0, 1, HI));
        assertFound("entry of group 0", "page of group 0");
    }

    @Test
    void aReactionThatIsMissingIsFound() {
        change(group, "b0", part -> part.like(hi, true), 300, 400);
        read("c0", group, 401, 410, new Shown(1, 0, HI));
        assertFound("reactions to [1] of group 0");
    }

    @Test
    void aDirectConversationAfterABlockIsFoundOnEveryField() {
        Message message = message(1);
        change(direct, "a0", part -> part.say(message, "hi"), 100, 200);
        direct.known.add(message);
        between.write(new Between(false, null, null, "a0"), 300);
        between.acknowledged(400);
        Shown there = new Shown(1, 0, HI);
        answer("b0", direct, message, 350, 360, there, Map.of(direct, there, group, there), 2);
        Shown unnamed = new Shown(1, 0, "1 ?: hi");
        answer("b0", direct, message, 401, 410, null, Map.of(group, unnamed), 1);
        assertThat(history.unexplained()).isEmpty();
        answer("b0", direct, message, 411, 420, there, Map.of(direct, there, group, unnamed), 2);
        assertFound(
                "entry of direct 0",
                "page of direct 0",
                "participants of direct 0",
                "as to direct 0",
                "2 unread messages in all",
                "message 1 message 1 of direct 0",
                "conversation of a message, entry of direct 0");
    }

    @Test
    void theSumOfUnreadMessagesIsThatOfOneMoment() {
        Message message = message(1);
        change(direct, "a0", part -> part.say(message, "hi"), 300, 310);
        change(group, "b0", part -> part.read(hi), 400, 410);
        Shown there = new Shown(1, 0, HI);
        for (int unread = 1; unread <= 2; unread++) {
            answer("b0", group, null, 290, 500, there, Map.of(group, there, direct, new Shown(0, 0)), unread);
        }
        assertThat(history.unexplained()).isEmpty();
        answer("b0", group, null, 290, 500, there, Map.of(group, there, direct, new Shown(0, 0)), 0);
        assertFound("0 unread messages in all");
    }

    @Test
    void aConversationOfOthersInTheInboxIsFound() {
        HistoryConversations others = new HistoryConversations(1, between, history);
        answer(
                "b0",
                group,
                null,
                201,
                210,
                new Shown(1, 0, HI),
                Map.of(group, new Shown(1, 0, HI), direct, new Shown(0, 0), others.group, new Shown(0, 0)),
                1);
        assertFound("inbox with conversations of others");
    }

    private void assertFound(String... fields) {
        assertThat(history.unexplained())
                .hasSize(fields.length)
                .allSatisfy(wrong ->
                        assertThat(fields).anySatisfy(field -> assertThat(wrong).contains(field)));
    }

    private static Message message(int seq) {
        Message message = new Message("message " + seq, "a0");
        message.seq = seq;
        return message;
    }

    private static void change(
            HistoryConversation conversation, String user, UnaryOperator<Part> change, long began, long ended) {
        Register<Part> part = conversation.part(user);
        part.write(change.apply(part.latest()), began);
        part.acknowledged(ended);
    }

    private void read(String viewer, HistoryConversation conversation, long began, long ended, @Nullable Shown shown) {
        Map<String, @Nullable Object> data = new HashMap<>();
        data.put("node", shown == null ? null : json(conversation, shown));
        record(viewer, conversation, null, data, began, ended);
    }

    /** Records an answer with an inbox, and with the message unless it is null. */
    private void answer(
            String viewer,
            HistoryConversation conversation,
            @Nullable Message message,
            long began,
            long ended,
            @Nullable Shown shown,
            Map<HistoryConversation, Shown> inbox,
            int unread) {
        Map<String, @Nullable Object> data = new HashMap<>();
        data.put("node", shown == null ? null : json(conversation, shown));
        List<Object> nodes = new ArrayList<>();
        inbox.forEach((each, entry) -> nodes.add(json(each, entry)));
        data.put("viewer", Map.of("conversations", Map.of("nodes", nodes), "unread", Map.of("messages", unread)));
        if (message != null && shown != null) {
            Map<String, @Nullable Object> found = new HashMap<>(line(shown.lines()[0]));
            found.put("conversation", json(conversation, shown));
            data.put("message", found);
        }
        record(viewer, conversation, message, data, began, ended);
    }

    private void record(
            String viewer,
            HistoryConversation conversation,
            @Nullable Message message,
            Map<String, @Nullable Object> data,
            long began,
            long ended) {
        conversations.answered(
                "a server", viewer, conversation, message, JsonMapper.shared().valueToTree(data), began, ended);
    }

    /** Returns a conversation as the API answers, with its latest title and participants. */
    private static Map<String, @Nullable Object> json(HistoryConversation conversation, Shown shown) {
        List<Map<String, @Nullable Object>> messages = Arrays.stream(shown.lines())
                .map(HistoryConversationCheckTest::line)
                .toList();
        List<Object> participants = new ArrayList<>();
        for (String user : List.of("a0", "b0", "c0")) {
            if (conversation.concerns(user) && conversation.part(user).latest().joined() != null) {
                participants.add(Map.of(
                        "lastReadSeq", conversation.part(user).latest().readUpTo(), "user", Map.of("handle", user)));
            }
        }
        Map<String, @Nullable Object> node = new HashMap<>();
        node.put("id", Objects.requireNonNull(conversation.id()).global());
        node.put("title", conversation.title.latest());
        node.put("unreadCount", shown.unread());
        node.put("viewerParticipant", Map.of("lastReadSeq", shown.readUpTo()));
        node.put("lastMessage", messages.isEmpty() ? null : messages.getLast());
        node.put("participants", Map.of("nodes", participants));
        node.put("messages", Map.of("nodes", messages));
        return node;
    }

    private static Map<String, @Nullable Object> line(String line) {
        String[] parts = line.split(" |: ");
        Map<String, @Nullable Object> message = new HashMap<>();
        message.put("seq", Integer.parseInt(parts[0]));
        message.put("sender", parts[1].equals("?") ? null : Map.of("handle", parts[1]));
        message.put("body", parts[2].equals("unsent") ? null : parts[2]);
        message.put("unsentAt", parts[2].equals("unsent") ? "2026-03-04T12:00:00Z" : null);
        message.put("reactions", List.of());
        return message;
    }

    /** What an answer shows of a conversation. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Shown(int unread, int readUpTo, String... lines) {}
}
