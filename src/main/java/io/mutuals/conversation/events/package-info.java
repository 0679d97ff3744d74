/** The event logs of conversations as clients read them: a delta since a cursor, or a stream of deltas. */
@NullMarked
package io.mutuals.conversation.events;

import org.jspecify.annotations.NullMarked;
