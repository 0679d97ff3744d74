package io.mutuals.memory;

import io.mutuals.memory.History.Register;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A conversation of a history. Each participant's {@link Part} in it is a register of its own, so participants write at
 * the same time; the numbers of their messages tell in which order they were sent.
 */
final class HistoryConversation {

    final String name;
    final boolean isDirect;
    final Register<Boolean> created;
    final Register<String> title;
    final Register<Between> between;

    /** The messages whose id and number are known. */
    final List<Message> known = new CopyOnWriteArrayList<>();

    private final Map<String, Register<Part>> parts = new LinkedHashMap<>();
    private final List<Register<?>> registers;
    private volatile @Nullable BothIds id;

    /**
     * @param between what is between the two of the participants who may block each other
     * @param participants the users who take part from the beginning, or once it is created
     */
    HistoryConversation(
            String name, boolean isDirect, boolean created, Register<Between> between, List<String> participants) {
        this.name = name;
        this.isDirect = isDirect;
        this.created = new Register<>("whether there is " + name, created);
        this.title = new Register<>("title of " + name, isDirect ? "" : name);
        this.between = between;
        for (String user : participants) {
            parts.put(user, new Register<>(user + " in " + name, Part.joined(new Joining(0, 0))));
        }
        List<Register<?>> all = new ArrayList<>(List.of(this.created, title, between));
        all.addAll(parts.values());
        registers = List.copyOf(all);
    }

    /** Returns the id; null until it is known. */
    @Nullable
    BothIds id() {
        return id;
    }

    void id(BothIds known) {
        id = known;
    }

    /** Returns some of the messages that were sent last. */
    List<Message> latest(int count) {
        List<Message> all = List.copyOf(known);
        return all.subList(Math.max(0, all.size() - count), all.size());
    }

    /** Returns whether a user takes part at times. */
    boolean concerns(String user) {
        return parts.containsKey(user);
    }

    Register<Part> part(String user) {
        return Objects.requireNonNull(parts.get(user));
    }

    /** Returns everything that a read of this conversation may depend on. */
    List<Register<?>> registers() {
        return registers;
    }

    /** Returns the conversation when its registers have these values. */
    Moment at(List<Register<?>> registers, List<Object> values) {
        Map<String, Part> each = new LinkedHashMap<>();
        parts.forEach((user, part) -> each.put(user, (Part) values.get(registers.indexOf(part))));
        return new Moment(
                isDirect,
                (Boolean) values.get(registers.indexOf(created)),
                (String) values.get(registers.indexOf(title)),
                ((Between) values.get(registers.indexOf(between))).isHidden(),
                each);
    }

    /** The id of a conversation, for the API and in the graph. */
    record BothIds(String global, long number) {}

    /** A message. Its id and number are set when they are known, which may be after it was read. */
    static final class Message {

        final String key;
        final String sender;
        volatile String id = "";
        volatile int seq;

        Message(String key, String sender) {
            this.key = key;
            this.sender = sender;
        }

        @Override
        public String toString() {
            return seq + " " + key;
        }
    }

    /** Where a participant joined: the last message hidden from them, and the last of all. Set when it is known. */
    static final class Joining {

        volatile int historyFrom;
        volatile int lastSeq;

        Joining(int historyFrom, int lastSeq) {
            this.historyFrom = historyFrom;
            this.lastSeq = lastSeq;
        }
    }

    /**
     * A message as its sender left it.
     *
     * @param body null if it was unsent
     */
    record Said(Message message, @Nullable String body) {

        String seenBy(boolean knowsSender) {
            return "%d %s: %s"
                    .formatted(message.seq, knowsSender ? message.sender : "?", body == null ? "unsent" : body);
        }
    }

    /**
     * What one participant has done in a conversation.
     *
     * @param joined null if they take no part
     * @param read the last message that they have read since they joined; null without one
     * @param likes the messages to which they have reacted
     */
    record Part(
            @Nullable Joining joined,
            List<Said> said,
            @Nullable Message read,
            Set<Message> likes) {

        static Part joined(Joining joined) {
            return new Part(joined, List.of(), null, Set.of());
        }

        Part join(Joining where) {
            return new Part(where, said, null, likes);
        }

        Part leave() {
            return new Part(null, said, null, likes);
        }

        Part say(Message message, String body) {
            List<Said> more = new ArrayList<>(said);
            more.add(new Said(message, body));
            return new Part(joined, more, message, likes);
        }

        Part rewrite(Message message, @Nullable String body) {
            List<Said> changed = new ArrayList<>(said);
            changed.replaceAll(each -> each.message() == message ? new Said(message, body) : each);
            return new Part(joined, changed, read, likes);
        }

        Part read(Message message) {
            return message.seq > readUpTo() ? new Part(joined, said, message, likes) : this;
        }

        Part like(Message message, boolean likes) {
            Set<Message> changed = new HashSet<>(this.likes);
            return (likes ? changed.add(message) : changed.remove(message))
                    ? new Part(joined, said, read, changed)
                    : this;
        }

        int readUpTo() {
            int before = joined == null ? 0 : joined.lastSeq;
            return read == null ? before : Math.max(before, read.seq);
        }

        @Override
        public String toString() {
            return "%s, %d said, the last %s, read up to %d, %d likes"
                    .formatted(
                            joined == null ? "out" : "in from " + joined.historyFrom,
                            said.size(),
                            said.subList(Math.max(0, said.size() - 3), said.size()),
                            readUpTo(),
                            likes.size());
        }
    }

    /** A conversation at one moment, as each user must see it. */
    record Moment(boolean isDirect, boolean created, String title, boolean isHidden, Map<String, Part> parts) {

        static final String NONE = "none";

        /** Returns whether the conversation exists for a user. */
        boolean existsFor(String viewer) {
            Part part = parts.get(viewer);
            return created && part != null && part.joined() != null && !(isDirect && isHidden);
        }

        /** Returns a conversation as a list shows it. */
        String entry(String viewer) {
            if (!existsFor(viewer)) {
                return NONE;
            }
            Said last = visible(viewer).reduce((earlier, later) -> later).orElse(null);
            return entry(title, unread(viewer), part(viewer).readUpTo(), last == null ? NONE : seen(last, viewer));
        }

        static String entry(String title, int unread, int readUpTo, String last) {
            return "%s, %d unread, read up to %d, last %s".formatted(title, unread, readUpTo, last);
        }

        /** Returns the number of messages after those that a user has read, without unsent ones. */
        int unread(String viewer) {
            if (!existsFor(viewer)) {
                return 0;
            }
            int readUpTo = part(viewer).readUpTo();
            return (int) visible(viewer)
                    .filter(said -> said.message().seq > readUpTo && said.body() != null)
                    .count();
        }

        /** Returns the last messages. */
        List<String> page(String viewer, int last) {
            List<Said> all = visible(viewer).toList();
            return all.subList(Math.max(0, all.size() - last), all.size()).stream()
                    .map(said -> seen(said, viewer))
                    .toList();
        }

        /** Returns a message; {@link #NONE} if it does not exist for the user. */
        String message(String viewer, Message message) {
            return visible(viewer)
                    .filter(said -> said.message() == message)
                    .map(said -> seen(said, viewer))
                    .findAny()
                    .orElse(NONE);
        }

        /** Returns the users whose reactions to each of some messages a user must see, in the order of handles. */
        List<String> likes(String viewer, List<Integer> seqs) {
            Map<Integer, Said> bySeq = new HashMap<>();
            visible(viewer).forEach(said -> bySeq.put(said.message().seq, said));
            return seqs.stream()
                    .map(seq -> {
                        Said said = bySeq.get(seq);
                        return said == null || said.body() == null
                                ? ""
                                : String.join(
                                        " ",
                                        parts.entrySet().stream()
                                                .filter(part ->
                                                        part.getValue().likes().contains(said.message()))
                                                .map(Map.Entry::getKey)
                                                .filter(user -> sees(viewer, user))
                                                .sorted()
                                                .toList());
                    })
                    .toList();
        }

        /** Returns the participants, each with the last message that they have read, in the order of handles. */
        List<String> participants(String viewer) {
            return !existsFor(viewer)
                    ? List.of()
                    : parts.entrySet().stream()
                            .filter(part -> part.getValue().joined() != null && sees(viewer, part.getKey()))
                            .map(part -> part.getKey() + " " + part.getValue().readUpTo())
                            .sorted()
                            .toList();
        }

        /** Returns whether a message is unsent. */
        boolean isUnsent(Message message) {
            return part(message.sender).said().stream()
                    .anyMatch(said -> said.message() == message && said.body() == null);
        }

        private Part part(String user) {
            return Objects.requireNonNull(parts.get(user));
        }

        private Stream<Said> visible(String viewer) {
            if (!existsFor(viewer)) {
                return Stream.of();
            }
            int from = Objects.requireNonNull(part(viewer).joined()).historyFrom;
            return parts.values().stream()
                    .flatMap(part -> part.said().stream())
                    .filter(said -> said.message().seq > from)
                    .sorted(Comparator.comparingInt(said -> said.message().seq));
        }

        private String seen(Said said, String viewer) {
            return said.seenBy(sees(viewer, said.message().sender));
        }

        /** The user {@code c} of a pair is hidden from neither of the others, who may block each other. */
        private boolean sees(String viewer, String user) {
            return !isHidden || viewer.equals(user) || viewer.startsWith("c") || user.startsWith("c");
        }
    }
}
