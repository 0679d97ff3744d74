package io.mutuals.memory;

import io.mutuals.World;
import io.mutuals.memory.History.Register;
import io.mutuals.memory.HistoryConversation.BothIds;
import io.mutuals.memory.HistoryConversation.Message;
import io.mutuals.memory.HistoryConversation.Moment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The conversations of a pair of users {@code an} and {@code bn} and their friend {@code cn}: a direct one of the
 * pair, a group of all three, and groups of {@code an} and {@code cn} that are created on the way.
 */
final class HistoryConversations {

    static final int PAGE = 20;

    /** The inbox of a user, one conversation, and one message. */
    private static final String SCREEN = """
            query ($conversation: ID!, $message: ID!, $inbox: Boolean!, $one: Boolean!) {
              viewer @include(if: $inbox) { conversations(first: 50) { nodes { ...entry } } unread { messages } }
              node(id: $conversation) { ... on Conversation { ...entry
                participants(first: 20) { nodes { lastReadSeq user { handle } } }
                messages(last: 20) { nodes { ...message reactions { users { handle } } } } } }
              message: node(id: $message) @include(if: $one) { ... on Message {
                ...message conversation { ...entry } } } }
            fragment entry on Conversation { id title unreadCount viewerParticipant { lastReadSeq }
              lastMessage { ...message } }
            fragment message on Message { seq body unsentAt sender { handle } }
            """;

    final int pair;
    private final History history;
    private final Register<Between> between;
    private final List<HistoryConversation> all = new CopyOnWriteArrayList<>();
    final HistoryConversation direct;
    final HistoryConversation group;

    HistoryConversations(int pair, Register<Between> between, History history) {
        this.pair = pair;
        this.between = between;
        this.history = history;
        this.direct = add("direct " + pair, true, true, List.of("a" + pair, "b" + pair));
        this.group = add("group " + pair, false, true, users());
        direct.id(id(100 + 2 * pair));
        group.id(id(101 + 2 * pair));
    }

    private static BothIds id(long number) {
        return new BothIds(World.id("cnv", number), number);
    }

    /** Creates those that are there from the beginning. */
    HistoryConversations in(World world) {
        world.direct(Objects.requireNonNull(direct.id()).number(), "a" + pair, "b" + pair);
        world.group(Objects.requireNonNull(group.id()).number(), group.name, users().toArray(String[]::new));
        return this;
    }

    /** Returns the users who take part. */
    List<String> users() {
        return List.of("a" + pair, "b" + pair, "c" + pair);
    }

    /** Adds a group of two that is about to be created. */
    HistoryConversation addGroup() {
        return add(
                "new group %d of pair %d".formatted(all.size(), pair), false, false, List.of("a" + pair, "c" + pair));
    }

    private HistoryConversation add(String name, boolean isDirect, boolean created, List<String> participants) {
        HistoryConversation added = new HistoryConversation(name, isDirect, created, between, participants);
        all.add(added);
        return added;
    }

    /** Returns those whose id is known. */
    List<HistoryConversation> known() {
        return all.stream().filter(each -> each.id() != null).toList();
    }

    /**
     * Reads what a user sees through a server; returns false if the server did not answer.
     *
     * @param message a message of any conversation; null to read none
     */
    boolean look(
            HistoryServer server,
            String viewer,
            HistoryConversation conversation,
            @Nullable Message message,
            boolean inbox) {
        String id = known().stream()
                .filter(each -> each == conversation)
                .map(HistoryConversation::id)
                .map(BothIds::global)
                .findAny()
                .orElseThrow();
        long began = System.nanoTime();
        JsonNode data = HistoryClient.data(
                server,
                viewer,
                SCREEN,
                Map.of(
                        "conversation",
                        id,
                        "message",
                        message == null ? id : message.id,
                        "inbox",
                        inbox,
                        "one",
                        message != null));
        long ended = System.nanoTime();
        if (data == null) {
            return false;
        }
        answered(server.name(), viewer, conversation, message, data, began, ended);
        return true;
    }

    /** Records an answer. */
    void answered(
            String server,
            String viewer,
            HistoryConversation conversation,
            @Nullable Message message,
            JsonNode data,
            long began,
            long ended) {
        Look look = new Look(server + " to " + viewer, viewer, began, ended);
        look.conversation(conversation, data.path("node"));
        if (data.has("viewer")) {
            look.inbox(data.path("viewer"));
        }
        if (message != null) {
            look.message(message, data.path("message"));
        }
    }

    /** Records what the payload of a mutation shows of its conversation. */
    void payload(String viewer, HistoryConversation conversation, JsonNode node, long began, long ended) {
        new Look("its own mutation to " + viewer, viewer, began, ended).entry("payload, ", conversation, node);
    }

    /** Records whether a mutation found a message unsent. */
    void unsent(HistoryConversation conversation, Message message, boolean isUnsent, long began, long ended) {
        new Look("a mutation", "", began, ended)
                .is("unsent: " + message + " of", conversation, isUnsent, moment -> moment.isUnsent(message));
    }

    /** The fields of one answer. */
    private final class Look {

        private final String where;
        private final String viewer;
        private final long began;
        private final long ended;

        Look(String where, String viewer, long began, long ended) {
            this.where = where;
            this.viewer = viewer;
            this.began = began;
            this.ended = ended;
        }

        void conversation(HistoryConversation conversation, JsonNode node) {
            entry("", conversation, node);
            is("page of", conversation, texts(node.at("/messages/nodes")), moment -> moment.page(viewer, PAGE));
            List<Integer> seqs = node.at("/messages/nodes")
                    .valueStream()
                    .map(message -> message.path("seq").asInt())
                    .toList();
            List<String> likes = node.at("/messages/nodes")
                    .valueStream()
                    .map(message -> message.path("reactions")
                            .valueStream()
                            .flatMap(reaction -> reaction.path("users").valueStream())
                            .map(user -> user.path("handle").asString())
                            .sorted()
                            .collect(Collectors.joining(" ")))
                    .toList();
            is("reactions to " + seqs + " of", conversation, likes, moment -> moment.likes(viewer, seqs));
            List<String> participants = node.at("/participants/nodes")
                    .valueStream()
                    .map(participant -> participant.at("/user/handle").asString() + " "
                            + participant.path("lastReadSeq").asInt())
                    .sorted()
                    .toList();
            is("participants of", conversation, participants, moment -> moment.participants(viewer));
        }

        void inbox(JsonNode inbox) {
            Map<String, String> listed = new HashMap<>();
            inbox.at("/conversations/nodes")
                    .valueStream()
                    .forEach(node -> listed.put(node.path("id").asString(), text(node)));
            List<HistoryConversation> begun = List.copyOf(all);
            for (HistoryConversation conversation : begun) {
                // The id of one that is being created is known later.
                history.read(
                        what("inbox " + listed.values() + ", as to " + conversation.name),
                        began,
                        ended,
                        conversation.registers(),
                        values -> {
                            BothIds id = conversation.id();
                            String shown = id == null ? Moment.NONE : listed.getOrDefault(id.global(), Moment.NONE);
                            return shown.equals(conversation
                                    .at(conversation.registers(), values)
                                    .entry(viewer));
                        });
            }
            history.read(
                    what("inbox with conversations of others"),
                    began,
                    ended,
                    begun.getFirst().created,
                    created -> listed.keySet().stream()
                            .allMatch(id -> begun.stream()
                                    .anyMatch(each -> each.id() != null
                                            && each.id().global().equals(id))));
            unread(inbox.at("/unread/messages").asInt(), begun);
        }

        /** The sum over conversations is that of one moment. */
        private void unread(int messages, List<HistoryConversation> begun) {
            Set<Register<?>> registers = new LinkedHashSet<>();
            begun.forEach(each -> registers.addAll(each.registers()));
            List<Register<?>> ordered = List.copyOf(registers);
            history.read(
                    what(messages + " unread messages in all"),
                    began,
                    ended,
                    ordered,
                    values -> messages
                            == begun.stream()
                                    .mapToInt(each -> each.at(ordered, values).unread(viewer))
                                    .sum());
        }

        void message(Message message, JsonNode node) {
            HistoryConversation conversation = all.stream()
                    .filter(each -> each.known.contains(message))
                    .findAny()
                    .orElseThrow();
            String seen = exists(node) ? line(node) : Moment.NONE;
            is("message " + message + " of", conversation, seen, moment -> moment.message(viewer, message));
            if (exists(node)) {
                entry("conversation of a message, ", conversation, node.path("conversation"));
            }
        }

        private void entry(String how, HistoryConversation conversation, JsonNode node) {
            is(how + "entry of", conversation, text(node), moment -> moment.entry(viewer));
        }

        private <T> void is(String how, HistoryConversation conversation, T seen, Function<Moment, T> expected) {
            List<Register<?>> registers = conversation.registers();
            history.read(
                    what("%s %s: %s".formatted(how, conversation.name, seen)),
                    began,
                    ended,
                    registers,
                    values -> seen.equals(expected.apply(conversation.at(registers, values))));
        }

        private String what(String how) {
            return how + ", by " + where;
        }
    }

    private static List<String> texts(JsonNode messages) {
        List<String> texts = new ArrayList<>();
        messages.valueStream().forEach(message -> texts.add(line(message)));
        return texts;
    }

    private static String text(JsonNode entry) {
        return exists(entry)
                ? Moment.entry(
                        entry.path("title").asString(""),
                        entry.path("unreadCount").asInt(),
                        entry.at("/viewerParticipant/lastReadSeq").asInt(),
                        exists(entry.path("lastMessage")) ? line(entry.path("lastMessage")) : Moment.NONE)
                : Moment.NONE;
    }

    private static String line(JsonNode message) {
        return "%d %s: %s"
                .formatted(
                        message.path("seq").asInt(),
                        exists(message.path("sender"))
                                ? message.at("/sender/handle").asString()
                                : "?",
                        exists(message.path("unsentAt"))
                                ? "unsent"
                                : message.path("body").asString(""));
    }

    private static boolean exists(JsonNode node) {
        return !node.isNull() && !node.isMissingNode();
    }
}
