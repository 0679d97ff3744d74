package io.mutuals.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A participant of a {@link LockedConversation}, as the changes decided so far leave them. Not thread-safe. */
final class LockedParticipant {

    private final long user;
    private final Instant joinedAt;
    private final int historyFrom;
    private final boolean joining;
    private ParticipantRole role;
    private ParticipantState state;
    private int lastReadSeq;
    private int deliveredSeq;
    private final List<ParticipantUpdate> updates = new ArrayList<>();

    private LockedParticipant(
            long user,
            ParticipantRole role,
            ParticipantState state,
            Instant joinedAt,
            int historyFrom,
            int lastReadSeq,
            int deliveredSeq,
            boolean joining) {
        this.user = user;
        this.role = role;
        this.state = state;
        this.joinedAt = joinedAt;
        this.historyFrom = historyFrom;
        this.lastReadSeq = lastReadSeq;
        this.deliveredSeq = deliveredSeq;
        this.joining = joining;
    }

    /**
     * Returns a participant who takes part already.
     *
     * @param historyFrom the seq of the last message that is hidden from the participant; 0 when none is
     */
    static LockedParticipant stored(
            long user,
            ParticipantRole role,
            ParticipantState state,
            Instant joinedAt,
            int historyFrom,
            int lastReadSeq,
            int deliveredSeq) {
        return new LockedParticipant(user, role, state, joinedAt, historyFrom, lastReadSeq, deliveredSeq, false);
    }

    /**
     * Returns a participant who joins now, with nothing unread.
     *
     * @param historyFrom the seq of the last message that is hidden from the participant; 0 when none is
     * @param lastSeq the seq of the last message; 0 when there is none
     */
    static LockedParticipant joining(
            long user, ParticipantRole role, ParticipantState state, Instant joinedAt, int historyFrom, int lastSeq) {
        return new LockedParticipant(user, role, state, joinedAt, historyFrom, lastSeq, lastSeq, true);
    }

    long user() {
        return user;
    }

    Instant joinedAt() {
        return joinedAt;
    }

    int historyFrom() {
        return historyFrom;
    }

    ParticipantRole role() {
        return role;
    }

    ParticipantState state() {
        return state;
    }

    int lastReadSeq() {
        return lastReadSeq;
    }

    int deliveredSeq() {
        return deliveredSeq;
    }

    /** Returns whether the participant may read the message {@code seq}. */
    boolean sees(int seq) {
        return seq > historyFrom;
    }

    boolean isActive() {
        return state == ParticipantState.ACTIVE;
    }

    void role(ParticipantRole role) {
        this.role = role;
        updates.add(new ParticipantUpdate.Role(role));
    }

    void state(ParticipantState state) {
        this.state = state;
        updates.add(new ParticipantUpdate.State(state));
    }

    /**
     * Moves the read horizon forward, and the delivery horizon with it; neither ever goes back.
     *
     * @return whether a horizon moved
     */
    boolean read(int seq) {
        boolean moved = seq > lastReadSeq;
        if (moved) {
            lastReadSeq = seq;
            updates.add(new ParticipantUpdate.Read(seq));
        }
        return delivered(seq) || moved;
    }

    /**
     * Moves the delivery horizon forward; it never goes back.
     *
     * @return whether it moved
     */
    boolean delivered(int seq) {
        boolean moved = seq > deliveredSeq;
        if (moved) {
            deliveredSeq = seq;
            updates.add(new ParticipantUpdate.Delivered(seq));
        }
        return moved;
    }

    /** Mutes the conversation for the participant until an instant; null ends the mute. */
    void mute(@Nullable Instant until) {
        updates.add(new ParticipantUpdate.Muted(until));
    }

    /** Archives the conversation for the participant; null takes it back. */
    void archive(@Nullable Instant at) {
        updates.add(new ParticipantUpdate.Archived(at));
    }

    /** Pins the conversation for the participant; null unpins it. */
    void pin(@Nullable Instant at) {
        updates.add(new ParticipantUpdate.Pinned(at));
    }

    /** Declines the conversation, which ceases to exist for the participant with the event {@code event}. */
    void decline(int event, Instant at) {
        state(ParticipantState.DECLINED);
        updates.add(new ParticipantUpdate.Gone(event, at));
    }

    /**
     * Returns whether changes of a stored participant are to be saved; one who joins is stored by {@link Write.Join}.
     */
    boolean isChanged() {
        return !joining && !updates.isEmpty();
    }

    /** The decided changes, in order; later ones win. */
    List<ParticipantUpdate> updates() {
        return updates;
    }
}
