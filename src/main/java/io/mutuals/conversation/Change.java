package io.mutuals.conversation;

import io.mutuals.api.UserError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A requested change of one conversation.
 *
 * @param conversation the number of the conversation
 * @param input what the decision depends on
 * @param rule the decision; repeated when the database retries the transaction, so it must have no effect outside its
 *     arguments
 * @param notFound the error for a conversation that does not exist for the viewer
 */
record Change<T>(long conversation, ChangeInput input, Rule<T> rule, UserError notFound) {

    /**
     * Decides a change under the lock. An accepted change is applied to {@code conversation}; a refused one must leave
     * it untouched.
     */
    @FunctionalInterface
    interface Rule<T> {
        Decision<T> decide(LockedConversation conversation, LockedParticipant viewer, ChangeFacts facts);
    }

    /**
     * The outcome of a change.
     *
     * @param value what was created or changed; null when the change was refused
     * @param errors the reasons for refusing; empty when the change was accepted
     */
    record Decision<T>(@Nullable T value, List<UserError> errors) {

        static <T> Decision<T> done(T value) {
            return new Decision<>(value, List.of());
        }

        static <T> Decision<T> refused(UserError error) {
            return new Decision<>(null, List.of(error));
        }
    }
}
