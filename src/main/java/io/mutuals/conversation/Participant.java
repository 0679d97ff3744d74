package io.mutuals.conversation;

import io.mutuals.graph.Times;
import io.mutuals.user.User;
import java.time.Instant;
import org.neo4j.driver.Value;

/**
 * One person's part in a conversation.
 *
 * @param lastReadSeq the read horizon: every message up to it has been read; 0 when none
 */
public record Participant(User user, ParticipantRole role, Instant joinedAt, int lastReadSeq) {

    /** The part {@code part} of the user {@code user}, as a Cypher map to be read by {@link #from}. */
    static String projection(String part, String user) {
        return part + " {.role, .joinedAt, .lastReadSeq, user: " + User.projection(user) + "}";
    }

    static Participant from(Value map) {
        return new Participant(
                User.from(map.get("user")),
                ParticipantRole.valueOf(map.get("role").asString()),
                Times.instant(map.get("joinedAt")),
                map.get("lastReadSeq").asInt(0));
    }
}
