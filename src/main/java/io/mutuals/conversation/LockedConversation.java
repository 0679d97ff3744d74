package io.mutuals.conversation;

import io.mutuals.neo4j.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * A conversation that nobody else changes before the transaction ends. It collects what is decided, so that each change sees what those
 * before it left, and all of it is written at once. Not thread-safe.
 */
final class LockedConversation {

    private final long number;
    private final ConversationKind kind;
    private final Instant now;
    private final Map<Long, LockedPart> parts = new LinkedHashMap<>();
    private final Set<Long> concerned = new TreeSet<>();
    private final Map<MessageRepository.ClientKey, Message> sentNow = new HashMap<>();
    private final Map<Long, String> fingerprints = new HashMap<>();
    private HistoryVisibility history;
    private int lastSeq;
    private int lastEvent;
    private int shares;
    private boolean others;

    private final Map<String, @Nullable Object> changed = new HashMap<>();
    private final List<Map<String, @Nullable Object>> messages = new ArrayList<>();
    private final List<Map<String, @Nullable Object>> events = new ArrayList<>();
    private final List<Write> writes = new ArrayList<>();

    /**
     * @param found what {@link LockedConversations} reads, the participants in the order in which they joined
     * @param now the time of the changes, unless the conversation has seen a later one
     */
    LockedConversation(Value found, List<LockedPart> parts, Instant now) {
        this.number = found.get("id").asLong();
        this.kind = ConversationKind.valueOf(found.get("kind").asString());
        this.history = HistoryVisibility.valueOf(found.get("history").asString(HistoryVisibility.FROM_JOIN.name()));
        this.lastSeq = found.get("lastSeq").asInt(0);
        this.lastEvent = found.get("lastEvent").asInt(0);
        Instant lastEventAt = Times.instantOrNull(found.get("lastEventAt"));
        this.now = lastEventAt != null && lastEventAt.isAfter(now) ? lastEventAt : now;
        parts.forEach(part -> {
            this.parts.put(part.user(), part);
            concerned.add(part.user());
        });
    }

    long number() {
        return number;
    }

    ConversationKind kind() {
        return kind;
    }

    /** When everything that is decided here happens; never before what happened earlier in this conversation. */
    Instant now() {
        return now;
    }

    int lastSeq() {
        return lastSeq;
    }

    int lastEvent() {
        return lastEvent;
    }

    HistoryVisibility history() {
        return history;
    }

    /** The part of this person, whatever its state; empty when they have none. */
    Optional<LockedPart> part(long user) {
        return Optional.ofNullable(parts.get(user));
    }

    /** All parts, the one that joined first at the beginning. */
    Collection<LockedPart> parts() {
        return parts.values();
    }

    /** The other part of a conversation between two people. */
    LockedPart other(long user) {
        return parts.values().stream()
                .filter(part -> part.user() != user)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Conversation " + number + " has no second person"));
    }

    /** Whether nobody but {@code user} takes part yet: those whom they would talk to have not accepted. */
    boolean awaitsAcceptance(long user) {
        return parts.size() > 1 && parts.values().stream().noneMatch(part -> part.user() != user && part.isActive());
    }

    /** Everybody whom a change of this conversation may concern: those who take part before it or after it. */
    Set<Long> concerned() {
        return concerned;
    }

    /** Whether this is a group and it is others who take part after the changes. */
    boolean areOthers() {
        return others && kind == ConversationKind.GROUP;
    }

    /** What was sent with this key by a change before in the same transaction. */
    Optional<Message> sentNow(MessageRepository.ClientKey key) {
        return Optional.ofNullable(sentNow.get(key));
    }

    /** Whether the message with this number, sent in the same transaction, is {@code draft}. */
    boolean isSentNow(MessageDraft draft, long message) {
        return draft.fingerprint().equals(fingerprints.get(message));
    }

    /** The number that the next message gets. */
    int nextSeq() {
        return lastSeq + 1;
    }

    /**
     * Adds {@code message}, which has the number {@link #nextSeq()}. It moves the sender's read horizon, which the message itself tells;
     * that they have read what others sent before is an event of its own.
     */
    void send(Message message, MessageDraft draft, long sender, Collection<Long> mentions) {
        lastSeq = message.seq();
        lastEvent++;
        changed.put("lastSeq", lastSeq);
        changed.put("lastMessageAt", Times.parameter(now));
        messages.add(MessageRepository.toWrite(message, draft, sender, lastEvent, mentions));
        sentNow.put(new MessageRepository.ClientKey(number, sender, draft.clientMessageId()), message);
        fingerprints.put(message.number(), draft.fingerprint());
        LockedPart part = part(sender).orElseThrow();
        boolean hadUnread = part.lastReadSeq() < message.seq() - 1;
        part.read(lastSeq);
        if (draft.video() != null) {
            shares++;
        }
        touched();
        if (hadUnread) {
            tellOf(EventType.READ_STATE_CHANGED, sender, sender);
        }
    }

    /** How many videos are shared by what was decided. */
    int shares() {
        return shares;
    }

    /** Adds the event that something happened which {@code by} did. */
    void tell(EventType type, long by) {
        tell(type, by, null, null, null);
    }

    /** Adds an event about {@code user}. */
    void tellOf(EventType type, long by, long user) {
        tell(type, by, user, null, null);
    }

    /** Adds an event about a message. */
    void tellOf(EventType type, long by, Message message) {
        tell(type, by, null, message, null);
    }

    /** Adds an event that concerns {@code user} alone. */
    void tellOnly(EventType type, long user) {
        tell(type, user, user, null, user);
    }

    private void tell(EventType type, long by, @Nullable Long user, @Nullable Message message, @Nullable Long onlyFor) {
        lastEvent++;
        Map<String, @Nullable Object> event = new HashMap<>();
        event.put("conversationId", number);
        event.put("event", lastEvent);
        event.put("eventAt", Times.parameter(now));
        event.put("type", type.name());
        event.put("by", by);
        event.put("user", user);
        event.put("message", message == null ? null : message.number());
        event.put("messageSeq", message == null ? null : message.seq());
        event.put("onlyFor", onlyFor);
        events.add(event);
        touched();
    }

    private void touched() {
        changed.put("lastEvent", lastEvent);
        changed.put("lastEventAt", Times.parameter(now));
    }

    /** Writes a property of the conversation itself. */
    void set(String property, @Nullable Object value) {
        changed.put(property, value);
    }

    void history(HistoryVisibility history) {
        this.history = history;
        set("history", history.name());
    }

    /** A stored message as the changes so far leave it. */
    Message asItIs(ChangeFacts.Stored stored) {
        long asked = stored.message().number();
        Message message = stored.message();
        for (Write write : writes) {
            message = switch (write) {
                case Write.Unsend(long number, Instant at) when number == asked -> message.unsent(at);
                case Write.Edit(long number, String body, Instant at) when number == asked -> message.edited(body, at);
                default -> message;
            };
        }
        return message;
    }

    /** Whether {@code user} reacts to a message with {@code emoji}, after the changes so far. */
    boolean reacts(ChangeFacts.Stored message, long user, String emoji) {
        boolean reacts = message.reactions().contains(new ChangeFacts.Reacted(user, emoji));
        for (Write write : writes) {
            reacts = switch (write) {
                case Write.React(long by, long to, String with, var at)
                when by == user && to == message.message().number() && with.equals(emoji) -> true;
                case Write.Unreact(long by, long to, String with)
                when by == user && to == message.message().number() && with.equals(emoji) -> false;
                default -> reacts;
            };
        }
        return reacts;
    }

    /** Somebody takes part from now on. */
    void join(long user, ParticipantRole role, ParticipantState state, long by) {
        tellOf(EventType.PARTICIPANT_ADDED, by, user);
        concerned.add(user);
        int unseen = history == HistoryVisibility.ALL ? 0 : lastSeq;
        LockedPart part = new LockedPart(user, role, state, now, unseen, lastSeq);
        part.set("eventFrom", lastEvent);
        parts.put(user, part);
        others = true;
        writes.add(new Write.Join(number, user, part.properties()));
    }

    /** Somebody takes part in what they were asked to, which lifts what held for all until then. */
    void accept(LockedPart part) {
        part.state(ParticipantState.ACTIVE);
        others = true;
        tell(EventType.AVAILABILITY_CHANGED, part.user());
    }

    /** Somebody takes part no more. */
    void leave(LockedPart part, EventType how, long by) {
        tellOf(how, by, part.user());
        parts.remove(part.user());
        others = true;
        writes.add(new Write.Leave(number, part.user(), lastEvent, now));
    }

    /** Adds something that is written by a statement of its own. */
    void write(Write write) {
        writes.add(write);
    }

    boolean isChanged() {
        return !changed.isEmpty();
    }

    /** What is common and written for all conversations at once. */
    Map<String, @Nullable Object> toWrite() {
        Map<String, @Nullable Object> write = new HashMap<>();
        write.put("id", number);
        write.put("set", changed);
        write.put("messages", messages);
        write.put("events", events);
        write.put(
                "parts",
                parts.values().stream()
                        .filter(LockedPart::isChanged)
                        .map(LockedPart::toWrite)
                        .toList());
        return write;
    }

    /** What is rare, in the order in which it was decided. */
    List<Write> writes() {
        return writes;
    }
}
