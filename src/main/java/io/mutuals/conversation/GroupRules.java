package io.mutuals.conversation;

import io.mutuals.api.Unicode;
import io.mutuals.api.UserError;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Rules of groups: titles, sizes, what each role may do, and who succeeds the last owner. */
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

    /** Returns a title as it is stored: stripped, and in Unicode normalization form C. */
    static String stored(String title) {
        return Normalizer.normalize(Unicode.strip(title), Normalizer.Form.NFC);
    }

    /** Refuses a blank or too long title; null leaves the title unchanged. */
    Optional<UserError> againstTitle(@Nullable String title) {
        return title == null
                        || (!Unicode.isBlank(title)
                                && stored(title).codePointCount(0, stored(title).length()) <= limits.maxTitle())
                ? Optional.empty()
                : Optional.of(UserError.of(
                        ConversationErrorCode.INVALID_TITLE,
                        "The title of a group has 1 to " + limits.maxTitle() + " characters.",
                        "input",
                        "title"));
    }

    /** Refuses a group of more participants than allowed. */
    Optional<UserError> againstSize(int participants) {
        return participants <= limits.maxParticipants()
                ? Optional.empty()
                : Optional.of(UserError.of(
                        ConversationErrorCode.GROUP_FULL,
                        "A group has at most " + limits.maxParticipants() + " people.",
                        "input",
                        "userIds"));
    }

    /** Refuses to let a participant manage the group, unless they are an active owner or admin. */
    static Optional<UserError> againstManaging(LockedConversation conversation, LockedParticipant participant) {
        if (conversation.kind() != ConversationKind.GROUP) {
            return notAGroup();
        }
        return participant.role() == ParticipantRole.MEMBER || !participant.isActive()
                ? notAllowed("Only owners and admins can do this.")
                : Optional.empty();
    }

    /** Refuses to let {@code participant} remove {@code other}. */
    static Optional<UserError> againstRemoving(
            LockedConversation conversation, LockedParticipant participant, LockedParticipant other) {
        return againstManaging(conversation, participant)
                .or(() -> participant.role() == ParticipantRole.OWNER || other.role() == ParticipantRole.MEMBER
                        ? Optional.empty()
                        : notAllowed("Only owners can remove owners and admins."));
    }

    /**
     * Returns the next owner of a group whose last owner leaves: the first of the active admins, the active members,
     * the invited admins and the invited members. Within each of these, the one who joined first, then the one with the
     * smallest number.
     *
     * @return empty when another owner stays, or when no participant does
     */
    static Optional<LockedParticipant> successor(LockedConversation conversation, LockedParticipant leaving) {
        boolean ownerStays = conversation.participants().stream()
                .anyMatch(participant -> participant != leaving && participant.role() == ParticipantRole.OWNER);
        if (leaving.role() != ParticipantRole.OWNER || ownerStays) {
            return Optional.empty();
        }
        return conversation.participants().stream()
                .filter(participant -> participant != leaving && participant.state() != ParticipantState.DECLINED)
                .min(Comparator.comparing((LockedParticipant participant) -> !participant.isActive())
                        .thenComparing(participant -> participant.role() != ParticipantRole.ADMIN)
                        .thenComparing(LockedParticipant::joinedAt)
                        .thenComparingLong(LockedParticipant::user));
    }

    static Optional<UserError> notAGroup() {
        return Optional.of(UserError.of(
                ConversationErrorCode.NOT_A_GROUP, "This conversation is not a group.", "input", "conversationId"));
    }

    static Optional<UserError> notAllowed(String message) {
        return Optional.of(UserError.of(ConversationErrorCode.NOT_ALLOWED, message, "input", "conversationId"));
    }
}
