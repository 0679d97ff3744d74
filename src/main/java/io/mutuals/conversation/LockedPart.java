package io.mutuals.conversation;

import io.mutuals.neo4j.Times;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/** One person's part in a {@link LockedConversation}, as the changes so far leave it. */
final class LockedPart {

    private final long user;
    private final Instant joinedAt;
    private final int historyFrom;
    private ParticipantRole role;
    private ParticipantState state;
    private int lastReadSeq;
    private int deliveredSeq;
    private final Map<String, @Nullable Object> changed = new HashMap<>();
    private final boolean isNew;

    LockedPart(Value map) {
        this.user = map.get("user").asLong();
        this.joinedAt = Times.instant(map.get("joinedAt"));
        this.historyFrom = map.get("historyFrom").asInt(0);
        this.role = ParticipantRole.valueOf(map.get("role").asString());
        this.state = ParticipantState.valueOf(map.get("state").asString(ParticipantState.ACTIVE.name()));
        this.lastReadSeq = map.get("lastReadSeq").asInt(0);
        this.deliveredSeq = map.get("deliveredSeq").asInt(0);
        this.isNew = false;
    }

    /** The part of somebody who comes in when {@code lastSeq} messages were sent, of which they do not see the first ones. */
    LockedPart(
            long user, ParticipantRole role, ParticipantState state, Instant joinedAt, int historyFrom, int lastSeq) {
        this.user = user;
        this.joinedAt = joinedAt;
        this.historyFrom = historyFrom;
        this.role = role;
        this.state = state;
        this.lastReadSeq = lastSeq;
        this.deliveredSeq = lastSeq;
        this.isNew = true;
        set("role", role.name());
        set("state", state.name());
        set("joinedAt", Times.parameter(joinedAt));
        set("historyFrom", historyFrom);
        set("lastReadSeq", lastSeq);
        set("deliveredSeq", lastSeq);
    }

    long user() {
        return user;
    }

    Instant joinedAt() {
        return joinedAt;
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

    /** Whether this person may read the message {@code seq}. */
    boolean sees(int seq) {
        return seq > historyFrom;
    }

    boolean isActive() {
        return state == ParticipantState.ACTIVE;
    }

    void role(ParticipantRole role) {
        this.role = role;
        set("role", role.name());
    }

    void state(ParticipantState state) {
        this.state = state;
        set("state", state.name());
    }

    /** Moves the read horizon; true when it moved. It never goes back. */
    boolean read(int seq) {
        boolean moved = seq > lastReadSeq;
        if (moved) {
            lastReadSeq = seq;
            set("lastReadSeq", seq);
        }
        return delivered(seq) || moved;
    }

    /** Moves the horizon of what this person's devices have received; true when it moved. It never goes back. */
    boolean delivered(int seq) {
        boolean moved = seq > deliveredSeq;
        if (moved) {
            deliveredSeq = seq;
            set("deliveredSeq", seq);
        }
        return moved;
    }

    /** Writes any property of the part. */
    void set(String property, @Nullable Object value) {
        changed.put(property, value);
    }

    /** Whether there is something to write to a part that was there before. */
    boolean isChanged() {
        return !isNew && !changed.isEmpty();
    }

    /** All that was set. */
    Map<String, @Nullable Object> properties() {
        return changed;
    }

    Map<String, @Nullable Object> toWrite() {
        return Map.of("user", user, "set", changed);
    }
}
