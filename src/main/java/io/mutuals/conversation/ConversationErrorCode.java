package io.mutuals.conversation;

/** Why something about a conversation was not done. The schema has an enum for each kind of mutation with those that it can meet. */
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
