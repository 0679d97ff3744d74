package io.mutuals.conversation;

import io.mutuals.api.UserError;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What may be sent, and what may be done to what was sent. Mutations ask it under a lock, {@code viewerCan} without one. */
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

    /** What is wrong with a draft wherever it is sent; empty when nothing is. */
    Optional<UserError> against(MessageDraft draft) {
        String key = draft.clientMessageId();
        if (key.isBlank() || key.length() > MAX_CLIENT_MESSAGE_ID) {
            return refuse(
                    MessageErrorCode.INVALID_CLIENT_MESSAGE_ID,
                    "The client's id of a message has 1 to " + MAX_CLIENT_MESSAGE_ID + " characters.",
                    "clientMessageId");
        }
        if (draft.body() == null && draft.video() == null) {
            return refuse(MessageErrorCode.EMPTY, "A message says something or shows a video.", "body");
        }
        VideoAnchor anchor = draft.anchor();
        if (anchor != null && (anchor.startMs() < 0 || anchor.endMs() < anchor.startMs())) {
            return refuse(
                    MessageErrorCode.INVALID_ANCHOR,
                    "An anchor begins at 0 or later, and ends where it begins or later.",
                    "anchor");
        }
        if (anchor != null && draft.video() != null && anchor.videoNumber() != draft.video()) {
            return refuse(
                    MessageErrorCode.INVALID_ANCHOR,
                    "A message that shows a video is anchored to that video or to none.",
                    "anchor",
                    "videoId");
        }
        return againstBody(draft.body());
    }

    /** Why a video may not be shared into so many conversations at once; empty when it may. */
    Optional<UserError> againstShares(int conversations) {
        return conversations <= limits.maxShares()
                ? Optional.empty()
                : refuse(
                        MessageErrorCode.TOO_MANY_CONVERSATIONS,
                        "A video can be shared into " + limits.maxShares() + " conversations at once.",
                        "conversationIds");
    }

    /** What is wrong with what a message says; empty when nothing is. */
    Optional<UserError> againstBody(@Nullable String body) {
        return body != null && body.codePointCount(0, body.length()) > limits.maxBody()
                ? refuse(
                        MessageErrorCode.BODY_TOO_LONG,
                        "A message has at most " + limits.maxBody() + " characters.",
                        "body")
                : Optional.empty();
    }

    /** Why a message may not say this to somebody who has not accepted the conversation; empty when it may. */
    Optional<UserError> againstLinkBeforeAcceptance(@Nullable String body) {
        return body != null && LinkDetector.hasLink(body)
                ? refuse(MessageErrorCode.NOT_ACCEPTED_YET, "Links can be sent once somebody has accepted.", "body")
                : Optional.empty();
    }

    /** Why this may not be sent to somebody who has not accepted the conversation; empty when it may. */
    Optional<UserError> againstBeforeAcceptance(MessageDraft draft, int sentBefore) {
        if (draft.aboutVideo() != null) {
            return refuse(
                    MessageErrorCode.NOT_ACCEPTED_YET,
                    "Videos can be shared once somebody has accepted.",
                    draft.video() != null ? "videoId" : "anchor");
        }
        Optional<UserError> link = againstLinkBeforeAcceptance(draft.body());
        if (link.isPresent()) {
            return link;
        }
        return sentBefore >= limits.maxRequestMessages()
                ? refuse(
                        MessageErrorCode.NOT_ACCEPTED_YET,
                        "You can write more once somebody has accepted.",
                        "conversationId")
                : Optional.empty();
    }

    /** Why the viewer may not edit a message at {@code now}; empty when they may. */
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

    /** Why the viewer may not unsend a message; empty when they may. */
    Optional<UserError> againstUnsend(boolean own, Message message) {
        if (!own) {
            return refuse(MessageErrorCode.NOT_YOURS, "This message is not yours.", "messageId");
        }
        return againstUnsent(message);
    }

    /** Why nothing may be done to a message that was unsent; empty when it was not. */
    Optional<UserError> againstUnsent(Message message) {
        return message.unsentAt() == null
                ? Optional.empty()
                : refuse(MessageErrorCode.UNSENT, "This message was unsent.", "messageId");
    }

    /** Refuses a text that is not one emoji. */
    static UserError noEmoji() {
        return UserError.of(MessageErrorCode.INVALID_EMOJI, "People react with one emoji.", "input", "emoji");
    }

    static Optional<UserError> refuse(MessageErrorCode code, String message, String... field) {
        String[] path = new String[field.length + 1];
        path[0] = "input";
        System.arraycopy(field, 0, path, 1, field.length);
        return Optional.of(UserError.of(code, message, path));
    }
}
