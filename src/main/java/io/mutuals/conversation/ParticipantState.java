package io.mutuals.conversation;

/** The state of a participant. */
enum ParticipantState {
    /** The participant has accepted the conversation, or needed no invitation. */
    ACTIVE,
    /** The participant was invited by a user who is not a friend, and has not answered. */
    REQUEST,
    /** The participant declined. The conversation does not exist for them; the others are not told. */
    DECLINED
}
