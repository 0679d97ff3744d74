package io.mutuals.conversation;

import io.mutuals.api.Unicode;
import io.mutuals.api.UserError;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Rules of sending and changing messages. Mutations apply them under the lock of the conversation, {@code viewerCan}
 * without one. Each method returns the reason for refusing, or empty when the action is allowed.
 */
@Component
class MessageRules {

    private static final int MAX_CLIENT_MESSAGE_ID = 64;

    private final ConversationProperties limits;

    MessageRules(ConversationProperties limits) {
        this.limits = limits;
    }

    static UserError notFound(String... path) {
        return UserError.of(MessageErrorCode.NOT_FOUND, "There is no such conversation.", path);
    }

    static UserError noSuchMessage() {
        return UserError.of(MessageErrorCode.NOT_FOUND, "There is no such message.", "input", "messageId");
    }

    /** Refuses a draft that is invalid in any conversation. */
    Optional<UserError> against(MessageDraft draft) {
        String key = draft.clientMessageId();
        if (Unicode.isBlank(key) || key.length() > MAX_CLIENT_MESSAGE_ID) {
            return refuse(
                    MessageErrorCode.INVALID_CLIENT_MESSAGE_ID,
                    "A client message id has 1 to " + MAX_CLIENT_MESSAGE_ID + " characters.",
                    "clientMessageId");
        }
        if (draft.body() == null && draft.video() == null) {
            return refuse(MessageErrorCode.EMPTY, "A message needs a text or a video.", "body");
        }
        VideoAnchor anchor = draft.anchor();
        if (anchor != null && (anchor.startMs() < 0 || anchor.endMs() < anchor.startMs())) {
            return refuse(
                    MessageErrorCode.INVALID_ANCHOR,
                    "An anchor must start at 0 or later and must not end before it starts.",
                    "anchor");
        }
        if (anchor != null && draft.video() != null && anchor.videoNumber() != draft.video()) {
            return refuse(
                    MessageErrorCode.INVALID_ANCHOR,
                    "A message that shares a video can be anchored only to that video.",
                    "anchor",
                    "videoId");
        }
        return againstBody(draft.body());
    }

    /** Refuses to share a video into more conversations at once than allowed. */
    Optional<UserError> againstShares(int conversations) {
        return conversations <= limits.maxShares()
                ? Optional.empty()
                : refuse(
                        MessageErrorCode.TOO_MANY_CONVERSATIONS,
                        "A video can be shared into at most " + limits.maxShares() + " conversations at once.",
                        "conversationIds");
    }

    /** Refuses a body that is too long. */
    Optional<UserError> againstBody(@Nullable String body) {
        return body != null && body.codePointCount(0, body.length()) > limits.maxBody()
                ? refuse(
                        MessageErrorCode.BODY_TOO_LONG,
                        "A message has at most " + limits.maxBody() + " characters.",
                        "body")
                : Optional.empty();
    }

    /** Refuses a link in a conversation that the others have not accepted. */
    Optional<UserError> againstLinkInRequest(@Nullable String body) {
        return body != null && LinkDetector.hasLink(body)
                ? refuse(
                        MessageErrorCode.NOT_ACCEPTED_YET,
                        "Links can be sent once the conversation is accepted.",
                        "body")
                : Optional.empty();
    }

    /**
     * Refuses videos, links and too many messages in a conversation that the others have not accepted.
     *
     * @param sentBefore how many messages the conversation has
     */
    Optional<UserError> againstRequest(MessageDraft draft, int sentBefore) {
        if (draft.aboutVideo() != null) {
            return refuse(
                    MessageErrorCode.NOT_ACCEPTED_YET,
                    "Videos can be shared once the conversation is accepted.",
                    draft.video() != null ? "videoId" : "anchor");
        }
        Optional<UserError> link = againstLinkInRequest(draft.body());
        if (link.isPresent()) {
            return link;
        }
        return sentBefore >= limits.maxRequestMessages()
                ? refuse(
                        MessageErrorCode.NOT_ACCEPTED_YET,
                        "You can write more once the conversation is accepted.",
                        "conversationId")
                : Optional.empty();
    }

    /**
     * Refuses to edit a message of another user, an unsent one, or one that was sent too long ago.
     *
     * @param own whether the viewer sent it
     */
    Optional<UserError> againstEdit(boolean own, Message message, Instant now) {
        Optional<UserError> refusal = againstUnsend(own, message);
        if (refusal.isPresent()) {
            return refusal;
        }
        return now.isAfter(message.sentAt().plus(limits.editWindow()))
                ? refuse(
                        MessageErrorCode.EDIT_WINDOW_OVER,
                        "A message can be edited for " + limits.editWindow().toMinutes() + " minutes.",
                        "messageId")
                : Optional.empty();
    }

    /**
     * Refuses to unsend a message of another user, or an unsent one.
     *
     * @param own whether the viewer sent it
     */
    Optional<UserError> againstUnsend(boolean own, Message message) {
        if (!own) {
            return refuse(MessageErrorCode.NOT_YOURS, "This message is not yours.", "messageId");
        }
        return againstUnsent(message);
    }

    /** Refuses any change of an unsent message. */
    Optional<UserError> againstUnsent(Message message) {
        return message.unsentAt() == null
                ? Optional.empty()
                : refuse(MessageErrorCode.UNSENT, "This message was unsent.", "messageId");
    }

    /** The error for a reaction that is not one emoji. */
    static UserError invalidEmoji() {
        return UserError.of(MessageErrorCode.INVALID_EMOJI, "A reaction must be exactly one emoji.", "input", "emoji");
    }

    static Optional<UserError> refuse(MessageErrorCode code, String message, String... field) {
        String[] path = new String[field.length + 1];
        path[0] = "input";
        System.arraycopy(field, 0, path, 1, field.length);
        return Optional.of(UserError.of(code, message, path));
    }
}
