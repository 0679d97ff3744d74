package io.mutuals.conversation;

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

/**
 * A conversation that no other transaction can change before this one ends. It collects the decided changes, so that
 * each change sees the effects of those before it, and all of them are stored at once by {@link ChangedConversations}.
 * Not thread-safe.
 */
final class LockedConversation {

    private final long number;
    private final ConversationKind kind;
    private final Instant now;
    private final Map<Long, LockedParticipant> participants = new LinkedHashMap<>();
    private final Set<Long> concerned = new TreeSet<>();
    private final Map<ClientKey, Message> sentNow = new HashMap<>();
    private final Map<Long, String> fingerprints = new HashMap<>();
    private HistoryVisibility history;
    private int lastSeq;
    private int lastEvent;
    private int shares;
    private boolean participantsChanged;
    private @Nullable String newTitle;
    private @Nullable HistoryVisibility newHistory;
    private final List<NewMessage> messages = new ArrayList<>();
    private final List<NewEvent> events = new ArrayList<>();
    private final List<Write> writes = new ArrayList<>();

    /**
     * @param participants all participants, whatever their state, in the order in which they joined
     * @param now when the changes happen, unless {@code lastEventAt} is later
     * @param lastEventAt when the last event happened; null when there is none
     */
    LockedConversation(
            long number,
            ConversationKind kind,
            HistoryVisibility history,
            int lastSeq,
            int lastEvent,
            @Nullable Instant lastEventAt,
            List<LockedParticipant> participants,
            Instant now) {
        this.number = number;
        this.kind = kind;
        this.history = history;
        this.lastSeq = lastSeq;
        this.lastEvent = lastEvent;
        this.now = lastEventAt != null && lastEventAt.isAfter(now) ? lastEventAt : now;
        participants.forEach(participant -> {
            this.participants.put(participant.user(), participant);
            concerned.add(participant.user());
        });
    }

    long number() {
        return number;
    }

    ConversationKind kind() {
        return kind;
    }

    /** When the decided changes happen; never before an earlier event of this conversation. */
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

    /** Returns a participant, whatever their state; empty when the user is none. */
    Optional<LockedParticipant> participant(long user) {
        return Optional.ofNullable(participants.get(user));
    }

    /** All participants, the one who joined first at the beginning. */
    Collection<LockedParticipant> participants() {
        return participants.values();
    }

    /** Returns the other participant of a direct conversation; empty once their account was erased. */
    Optional<LockedParticipant> other(long user) {
        return participants.values().stream()
                .filter(participant -> participant.user() != user)
                .findFirst();
    }

    /** Returns whether {@code user} has invited others and none of them has accepted. */
    boolean awaitsAcceptance(long user) {
        return participants.size() > 1
                && participants.values().stream()
                        .noneMatch(participant -> participant.user() != user && participant.isActive());
    }

    /** The users who take part before the changes or after them. */
    Set<Long> concerned() {
        return concerned;
    }

    /** Returns whether this is a group whose active participants may have changed. */
    boolean hasParticipantChanges() {
        return participantsChanged && kind == ConversationKind.GROUP;
    }

    /** Returns the message that an earlier change of this transaction sent under the same key. */
    Optional<Message> sentNow(long sender, String clientMessageId) {
        return Optional.ofNullable(sentNow.get(new ClientKey(sender, clientMessageId)));
    }

    /** Returns whether the message with this number, sent in this transaction, has the content of {@code draft}. */
    boolean isSentNow(MessageDraft draft, long message) {
        return draft.fingerprint().equals(fingerprints.get(message));
    }

    /** The seq of the next message. */
    int nextSeq() {
        return lastSeq + 1;
    }

    /**
     * Adds {@code message}, whose seq is {@link #nextSeq()}. The message itself tells that the sender has read it; if
     * the sender had unread messages before it, an event of its own tells that they are read.
     */
    void send(Message message, MessageDraft draft, long sender, Collection<Long> mentions) {
        lastSeq = message.seq();
        lastEvent++;
        messages.add(new NewMessage(message, draft, sender, lastEvent, mentions));
        sentNow.put(new ClientKey(sender, draft.clientMessageId()), message);
        fingerprints.put(message.number(), draft.fingerprint());
        LockedParticipant participant = participant(sender).orElseThrow();
        boolean hadUnread = participant.lastReadSeq() < message.seq() - 1;
        participant.read(lastSeq);
        if (draft.video() != null) {
            shares++;
        }
        if (hadUnread) {
            addEventAbout(EventType.READ_STATE_CHANGED, sender, sender);
        }
    }

    /** Returns how many of the added messages share a video. */
    int shares() {
        return shares;
    }

    /** Adds an event that the user {@code by} caused. */
    void addEvent(EventType type, long by) {
        addEvent(type, by, null, null, null);
    }

    /** Adds an event about {@code user}. */
    void addEventAbout(EventType type, long by, long user) {
        addEvent(type, by, user, null, null);
    }

    /** Adds an event about {@code message}. */
    void addEventAbout(EventType type, long by, Message message) {
        addEvent(type, by, null, message, null);
    }

    /** Adds an event that is shown to {@code user} alone. */
    void addPrivateEvent(EventType type, long user) {
        addEvent(type, user, user, null, user);
    }

    private void addEvent(
            EventType type, long by, @Nullable Long user, @Nullable Message message, @Nullable Long onlyFor) {
        lastEvent++;
        events.add(new NewEvent(lastEvent, type, by, user, message, onlyFor));
    }

    void title(String title) {
        newTitle = title;
    }

    void history(HistoryVisibility history) {
        this.history = history;
        newHistory = history;
    }

    /** Returns a stored message as the changes so far leave it. */
    Message current(ChangeFacts.Stored stored) {
        long wanted = stored.message().number();
        Message message = stored.message();
        for (Write write : writes) {
            message = switch (write) {
                case Write.Unsend(long number, Instant at) when number == wanted -> message.unsent(at);
                case Write.Edit(long number, String body, Instant at) when number == wanted -> message.edited(body, at);
                default -> message;
            };
        }
        return message;
    }

    /** Returns whether the user's reaction {@code emoji} to a message stands after the changes so far. */
    boolean reacts(ChangeFacts.Stored message, long user, String emoji) {
        boolean reacts = message.reactions().contains(new ChangeFacts.UserReaction(user, emoji));
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

    /** Adds a participant, who reads the earlier messages if the group's history is open. */
    void join(long user, ParticipantRole role, ParticipantState state, long by) {
        addEventAbout(EventType.PARTICIPANT_ADDED, by, user);
        concerned.add(user);
        int historyFrom = history == HistoryVisibility.ALL ? 0 : lastSeq;
        LockedParticipant participant = LockedParticipant.joining(user, role, state, now, historyFrom, lastSeq);
        participants.put(user, participant);
        participantsChanged = true;
        writes.add(new Write.Join(number, participant, lastEvent));
    }

    /** Accepts the conversation for {@code participant}, which lifts the limits of a message request for all. */
    void accept(LockedParticipant participant) {
        participant.state(ParticipantState.ACTIVE);
        participantsChanged = true;
        addEvent(EventType.AVAILABILITY_CHANGED, participant.user());
    }

    /** Declines the conversation for {@code participant}; the others are not told. */
    void decline(LockedParticipant participant) {
        addPrivateEvent(EventType.OWN_STATE_CHANGED, participant.user());
        participant.decline(lastEvent, now);
    }

    /**
     * Removes {@code participant}.
     *
     * @param how {@link EventType#PARTICIPANT_LEFT} or {@link EventType#PARTICIPANT_REMOVED}
     */
    void leave(LockedParticipant participant, EventType how, long by) {
        addEventAbout(how, by, participant.user());
        participants.remove(participant.user());
        participantsChanged = true;
        writes.add(new Write.Leave(number, participant.user(), lastEvent, now));
    }

    /** Adds a rare effect, which is stored with a statement of its own. */
    void write(Write write) {
        writes.add(write);
    }

    /** Returns whether there is anything to store; every change adds a message or an event. */
    boolean isChanged() {
        return !messages.isEmpty() || !events.isEmpty();
    }

    /** The title to store; empty when it stays. */
    Optional<String> newTitle() {
        return Optional.ofNullable(newTitle);
    }

    /** The history visibility to store; empty when it stays. */
    Optional<HistoryVisibility> newHistory() {
        return Optional.ofNullable(newHistory);
    }

    /** The messages to store, by seq. */
    List<NewMessage> newMessages() {
        return messages;
    }

    /** The events to store beside messages, by number. */
    List<NewEvent> newEvents() {
        return events;
    }

    /** The rare effects, in the order in which they were decided. */
    List<Write> writes() {
        return writes;
    }

    /**
     * A message to store.
     *
     * @param event the number of the event that the message is
     */
    record NewMessage(Message message, MessageDraft draft, long sender, int event, Collection<Long> mentions) {}

    /**
     * An event to store.
     *
     * @param by the user who caused it
     * @param user the user whom it is about; null when it is about none
     * @param message the message that it is about; null when it is about none
     * @param onlyFor the only user to whom it is shown; null when it is shown to all
     */
    record NewEvent(
            int number,
            EventType type,
            long by,
            @Nullable Long user,
            @Nullable Message message,
            @Nullable Long onlyFor) {}

    /** The key under which a message can be sent only once in this conversation. */
    private record ClientKey(long sender, String clientMessageId) {}
}
