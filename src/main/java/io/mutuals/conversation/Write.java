package io.mutuals.conversation;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something rare that a change decided, and that a statement of its own writes. */
sealed interface Write {

    /** Somebody takes part from now on. */
    record Join(long conversation, long user, Map<String, @Nullable Object> part) implements Write {}

    /** Somebody takes part no more. */
    record Leave(long conversation, long user, int event, Instant at) implements Write {}

    /** A message says something else. */
    record Edit(long message, String body, Instant at) implements Write {}

    /** A message is taken back: nothing of what it said or showed stays. */
    record Unsend(long message, Instant at) implements Write {}

    /** Somebody reacts to a message. */
    record React(long user, long message, String emoji, Instant at) implements Write {}

    /** Somebody does not react to a message any more. */
    record Unreact(long user, long message, String emoji) implements Write {}
}
