package io.mutuals.talk;

import io.mutuals.conversation.Conversation;
import io.mutuals.user.User;
import org.jspecify.annotations.Nullable;

/**
 * A friend to whom a viewer may want to send a video.
 *
 * @param conversation the direct conversation between the two; null when there is none
 */
public record ShareRecipient(User user, @Nullable Conversation conversation, ShareReason reason) {}
