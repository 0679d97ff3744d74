/** Conversations, their participants, messages and read state. */
@NullMarked
package io.mutuals.conversation;

import org.jspecify.annotations.NullMarked;
