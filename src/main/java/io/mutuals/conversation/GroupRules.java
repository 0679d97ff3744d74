package io.mutuals.conversation;

import io.mutuals.api.UserError;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may do what in a group. */
@Component
class GroupRules {

    private final ConversationProperties limits;

    GroupRules(ConversationProperties limits) {
        this.limits = limits;
    }

    static UserError notFound() {
        return UserError.of(
                ConversationErrorCode.NOT_FOUND, "There is no such conversation.", "input", "conversationId");
    }

    /** The form in which a title is stored: without blanks at its ends, and composed (NFC). */
    static String stored(String title) {
        return Normalizer.normalize(title.strip(), Normalizer.Form.NFC);
    }

    /** Refuses a title that is blank or too long; null is no change. */
    Optional<UserError> againstTitle(@Nullable String title) {
        return title == null
                        || (!title.isBlank()
                                && stored(title).codePointCount(0, stored(title).length()) <= limits.maxTitle())
                ? Optional.empty()
                : Optional.of(UserError.of(
                        ConversationErrorCode.INVALID_TITLE,
                        "The title of a group has 1 to " + limits.maxTitle() + " characters.",
                        "input",
                        "title"));
    }

    /** Why so many people cannot be in a group; empty when they can. */
    Optional<UserError> againstSize(int people) {
        return people <= limits.maxParticipants()
                ? Optional.empty()
                : Optional.of(UserError.of(
                        ConversationErrorCode.GROUP_FULL,
                        "A group has at most " + limits.maxParticipants() + " people.",
                        "input",
                        "userIds"));
    }

    /** Why {@code part} may not manage the group; empty when they may. */
    static Optional<UserError> againstManaging(LockedConversation conversation, LockedPart part) {
        if (conversation.kind() != ConversationKind.GROUP) {
            return notAGroup();
        }
        return part.role() == ParticipantRole.MEMBER || !part.isActive()
                ? notAllowed("Owners and admins can do this.")
                : Optional.empty();
    }

    /** Why {@code part} may not remove {@code other}; empty when they may. */
    static Optional<UserError> againstRemoving(LockedConversation conversation, LockedPart part, LockedPart other) {
        return againstManaging(conversation, part)
                .or(() -> part.role() == ParticipantRole.OWNER || other.role() == ParticipantRole.MEMBER
                        ? Optional.empty()
                        : notAllowed("Owners can remove owners and admins."));
    }

    /**
     * Who owns a group whose last owner leaves: of the admins, or where there are none of all who take part, or else of all who are
     * asked to, the one who joined first; of several at the same moment the one with the smallest number. Empty when nobody stays.
     */
    static Optional<LockedPart> successor(LockedConversation conversation, LockedPart leaving) {
        boolean ownerStays =
                conversation.parts().stream().anyMatch(part -> part != leaving && part.role() == ParticipantRole.OWNER);
        if (leaving.role() != ParticipantRole.OWNER || ownerStays) {
            return Optional.empty();
        }
        return conversation.parts().stream()
                .filter(part -> part != leaving && part.state() != ParticipantState.DECLINED)
                .min(Comparator.comparing((LockedPart part) -> !part.isActive())
                        .thenComparing(part -> part.role() != ParticipantRole.ADMIN)
                        .thenComparing(LockedPart::joinedAt)
                        .thenComparingLong(LockedPart::user));
    }

    static Optional<UserError> notAGroup() {
        return Optional.of(
                UserError.of(ConversationErrorCode.NOT_A_GROUP, "This is no group.", "input", "conversationId"));
    }

    static Optional<UserError> notAllowed(String message) {
        return Optional.of(UserError.of(ConversationErrorCode.NOT_ALLOWED, message, "input", "conversationId"));
    }
}
