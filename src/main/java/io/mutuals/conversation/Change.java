package io.mutuals.conversation;

import io.mutuals.api.UserError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody wants to do in one conversation.
 *
 * @param conversation its number
 * @param ask what the decision depends on
 * @param rule decides; is asked again when the database asks for the transaction to be run again
 * @param notFound told when there is no such conversation, or none that exists for the viewer
 */
record Change<T>(long conversation, ChangeInput ask, Rule<T> rule, UserError notFound) {

    /** Decides under the lock, and does what it decides to {@code conversation}; what it refuses it must refuse before it does anything. */
    @FunctionalInterface
    interface Rule<T> {
        Decided<T> decide(LockedConversation conversation, LockedPart viewer, ChangeFacts facts);
    }

    /**
     * What became of a change.
     *
     * @param value what was made or changed; null when the change was refused
     * @param errors why it was refused; empty when it was not
     */
    record Decided<T>(@Nullable T value, List<UserError> errors) {

        static <T> Decided<T> done(T value) {
            return new Decided<>(value, List.of());
        }

        static <T> Decided<T> refused(UserError error) {
            return new Decided<>(null, List.of(error));
        }
    }
}
