package io.mutuals.conversation;

/**
 * Reasons for refusing a change of a conversation. The schema has an enum for each kind of mutation, with its subset of
 * these.
 */
enum ConversationErrorCode {
    NOT_FOUND,
    NOT_ALLOWED,
    SELF,
    NOT_A_GROUP,
    GROUP_FULL,
    TOO_FEW_PEOPLE,
    NOT_A_PARTICIPANT,
    INVALID_TITLE,
    NO_REQUEST,
    INVALID_UNTIL,
    RATE_LIMITED
}
