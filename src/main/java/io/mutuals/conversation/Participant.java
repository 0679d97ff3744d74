package io.mutuals.conversation;

import io.mutuals.api.IdType;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Times;
import io.mutuals.user.PrivacySetting;
import io.mutuals.user.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * A participant of a conversation, as far as the viewer may know.
 *
 * @param conversation the number of the conversation
 * @param lastReadSeq the seq up to which they have read, 0 before the first message; null when hidden from the viewer
 * @param lastDeliveredSeq the seq up to which their devices have received messages; null when hidden from the viewer
 * @param mutedUntil the end of their mute; null without one, and always null for participants other than the viewer
 * @param archivedAt when they archived the conversation; null when they did not, and for participants other than the
 *     viewer
 * @param pinnedAt when they pinned the conversation; null when they did not, and for participants other than the viewer
 */
public record Participant(
        long conversation,
        User user,
        ParticipantRole role,
        Instant joinedAt,
        @Nullable Integer lastReadSeq,
        @Nullable Integer lastDeliveredSeq,
        @Nullable Instant mutedUntil,
        @Nullable Instant archivedAt,
        @Nullable Instant pinnedAt) {

    private static final IdType ID = new IdType("prt");

    /** The opaque id, the same for every viewer. */
    public String id() {
        return ID.encode(conversation, user.number());
    }

    /**
     * Returns a Cypher map of the viewer as a participant, to be read by {@link #from}. Needs {@code conversation} in
     * scope.
     *
     * @param part a Cypher variable bound to the viewer's {@code PARTICIPATES_IN} relationship
     * @param viewer a Cypher variable bound to the viewer
     */
    static String ownProjection(String part, String viewer) {
        return part
                + " {.role, .joinedAt, .lastReadSeq, .deliveredSeq, .mutedUntil, .archivedAt, .pinnedAt, shown: true, "
                + "conversation: conversation.id, user: " + User.projection(viewer) + "}";
    }

    /**
     * Returns a Cypher map of a participant, to be read by {@link #from}. Needs {@code viewer} and {@code conversation}
     * in scope. The horizons are shown if both users have read receipts on and the participant has accepted the
     * conversation.
     *
     * @param part a Cypher variable bound to the {@code PARTICIPATES_IN} relationship
     * @param user a Cypher variable bound to the participant
     */
    static String projection(String part, String user) {
        return Cypher.of("""
                {part} {.role, .joinedAt, .lastReadSeq, .deliveredSeq, conversation: conversation.id,
                  user: {userProjection},
                  shown: {user} = viewer
                    OR ({part}.state = 'ACTIVE' AND {readReceiptsUser} AND {readReceiptsViewer})}""")
                .with("part", part)
                .with("userProjection", User.projection(user))
                .with("user", user)
                .with("readReceiptsUser", PrivacySetting.READ_RECEIPTS.of(user))
                .with("readReceiptsViewer", PrivacySetting.READ_RECEIPTS.of("viewer"))
                .text();
    }

    static Participant from(Value map) {
        boolean shown = map.get("shown").asBoolean();
        return new Participant(
                map.get("conversation").asLong(),
                User.from(map.get("user")),
                ParticipantRole.valueOf(map.get("role").asString()),
                Times.instant(map.get("joinedAt")),
                shown ? map.get("lastReadSeq").asInt(0) : null,
                shown
                        ? Math.max(
                                map.get("deliveredSeq").asInt(0),
                                map.get("lastReadSeq").asInt(0))
                        : null,
                Times.instantOrNull(map.get("mutedUntil")),
                Times.instantOrNull(map.get("archivedAt")),
                Times.instantOrNull(map.get("pinnedAt")));
    }
}
