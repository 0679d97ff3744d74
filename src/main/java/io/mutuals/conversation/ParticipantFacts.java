package io.mutuals.conversation;

import io.mutuals.neo4j.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * What memory holds of a participant, whatever their state.
 *
 * @param user the number of the user
 * @param historyFrom the seq of the last message hidden from the participant; 0 when none is
 * @param lastReadSeq the seq up to which they have read; 0 before the first message
 * @param deliveredSeq the seq up to which their devices have received messages; 0 before the first message
 * @param opened whether the conversation is in a folder of theirs before its first message
 * @param mutedUntil the end of their mute; null without one
 * @param archivedAt when they archived the conversation; null when they did not
 * @param pinnedAt when they pinned the conversation; null when they did not
 */
public record ParticipantFacts(
        long user,
        ParticipantRole role,
        ParticipantState state,
        Instant joinedAt,
        int historyFrom,
        int lastReadSeq,
        int deliveredSeq,
        boolean opened,
        @Nullable Instant mutedUntil,
        @Nullable Instant archivedAt,
        @Nullable Instant pinnedAt) {

    /** The approximate heap that a participant takes, in bytes. */
    static final int WEIGHT = 120;

    /** Returns a Cypher map, to be read by {@link #from}. */
    static String projection(String part, String user) {
        return part
                + " {.role, .state, .joinedAt, .historyFrom, .lastReadSeq, .deliveredSeq, .opened, .mutedUntil,"
                + " .archivedAt, .pinnedAt, user: " + user + ".id}";
    }

    static ParticipantFacts from(Value map) {
        return new ParticipantFacts(
                map.get("user").asLong(),
                ParticipantRole.valueOf(map.get("role").asString()),
                ParticipantState.valueOf(map.get("state").asString(ParticipantState.ACTIVE.name())),
                Times.instant(map.get("joinedAt")),
                map.get("historyFrom").asInt(0),
                map.get("lastReadSeq").asInt(0),
                map.get("deliveredSeq").asInt(0),
                map.get("opened").asBoolean(true),
                Times.instantOrNull(map.get("mutedUntil")),
                Times.instantOrNull(map.get("archivedAt")),
                Times.instantOrNull(map.get("pinnedAt")));
    }

    /** Returns whether the user has accepted the conversation and has not left it. */
    public boolean isActive() {
        return state == ParticipantState.ACTIVE;
    }
}
