/** Conversations: participants, messages, reactions, read state, and the event log that records their changes. */
@NullMarked
package io.mutuals.conversation;

import org.jspecify.annotations.NullMarked;
