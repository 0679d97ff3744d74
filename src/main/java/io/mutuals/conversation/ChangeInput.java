package io.mutuals.conversation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a change needs to know beside the conversation and its participants.
 *
 * @param viewer who wants the change
 * @param clientMessageId a message that they may have sent already under this key
 * @param message a message of the conversation that the change is about, or that is answered
 * @param withReactions whether the reactions to that message matter
 * @param video a video that the viewer wants to show
 * @param people those whose relationships the change makes or ends; they are locked too
 */
record ChangeInput(
        long viewer,
        @Nullable String clientMessageId,
        @Nullable Long message,
        boolean withReactions,
        @Nullable Long video,
        List<Long> people) {

    /** Nothing more. */
    static ChangeInput nothing(long viewer) {
        return of(viewer, List.of());
    }

    /** Nothing more; the change makes or ends relationships of {@code people}. */
    static ChangeInput of(long viewer, List<Long> people) {
        return new ChangeInput(viewer, null, null, false, null, people);
    }

    /** A message that the change is about. */
    static ChangeInput about(long viewer, long message, boolean withReactions) {
        return new ChangeInput(viewer, null, message, withReactions, null, withReactions ? List.of(viewer) : List.of());
    }

    Map<String, @Nullable Object> parameters(int index) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("index", index);
        parameters.put("viewer", viewer);
        parameters.put("clientMessageId", clientMessageId);
        parameters.put("message", message);
        parameters.put("withReactions", withReactions);
        parameters.put("video", video);
        return parameters;
    }
}
