/** What happens in conversations, as clients hear of it: the delta since a cursor, and streams of it. */
@NullMarked
package io.mutuals.conversation.events;

import org.jspecify.annotations.NullMarked;
