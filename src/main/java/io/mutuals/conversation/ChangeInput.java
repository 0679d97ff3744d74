package io.mutuals.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The input to the decision of a change, beside the conversation and its participants.
 *
 * @param viewer the number of the user who requests the change
 * @param clientMessageId the key under which the viewer may already have sent a message; null when irrelevant
 * @param message the number of a message of the conversation that is changed or replied to; null when there is none
 * @param withReactions whether the reactions to that message are needed
 * @param video the number of a video that must exist for the viewer; null when there is none
 * @param users the numbers of the users who get or lose a relationship by the change; they are locked too
 */
record ChangeInput(
        long viewer,
        @Nullable String clientMessageId,
        @Nullable Long message,
        boolean withReactions,
        @Nullable Long video,
        List<Long> users) {

    /** Returns the input of a change that depends on nothing else and changes no relationship. */
    static ChangeInput of(long viewer) {
        return of(viewer, List.of());
    }

    /** Returns the input of a change that creates or ends relationships of {@code users}. */
    static ChangeInput of(long viewer, List<Long> users) {
        return new ChangeInput(viewer, null, null, false, null, users);
    }

    /** Returns the input of a change of a message. */
    static ChangeInput about(long viewer, long message, boolean withReactions) {
        return new ChangeInput(viewer, null, message, withReactions, null, withReactions ? List.of(viewer) : List.of());
    }
}
