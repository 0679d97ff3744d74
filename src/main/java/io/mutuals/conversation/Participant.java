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
 * One person's part in a conversation, as the viewer may know it.
 *
 * @param conversation the number of the conversation
 * @param lastReadSeq the read horizon: every message up to it has been read, 0 when none; null when it is not shown
 * @param lastDeliveredSeq likewise of what this person's devices have received
 * @param mutedUntil until when they are not to be disturbed; null when they may be, and for everybody but the viewer
 * @param archivedAt when they put the conversation away; null when they did not, and for everybody but the viewer
 * @param pinnedAt when they pinned it; null when they did not, and for everybody but the viewer
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
     * The part {@code part} of {@code viewer} themselves, where {@code conversation} is in scope, as a Cypher map to be read by
     * {@link #from}.
     */
    static String ownProjection(String part, String viewer) {
        return part
                + " {.role, .joinedAt, .lastReadSeq, .deliveredSeq, .mutedUntil, .archivedAt, .pinnedAt, shown: true, "
                + "conversation: conversation.id, user: " + User.projection(viewer) + "}";
    }

    /**
     * The part {@code part} of the user {@code user}, where {@code viewer} and {@code conversation} are in scope, as a Cypher map to be read
     * by {@link #from}. The horizons are shown between people who both show theirs, once the conversation is accepted.
     */
    static String projection(String part, String user) {
        return Cypher.of("""
                {part} {.role, .joinedAt, .lastReadSeq, .deliveredSeq, conversation: conversation.id, user: {userProjection},
                  shown: {user} = viewer OR ({part}.state = 'ACTIVE' AND {readReceiptsUser} AND {readReceiptsViewer})}""")
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
