package io.mutuals.conversation;

/** How somebody stands to a conversation that they are part of. */
enum ParticipantState {
    /** They take part. */
    ACTIVE,
    /** They were asked by somebody who is no friend, and have not answered. */
    REQUEST,
    /** They do not want it. It does not exist for them, and nobody else is told. */
    DECLINED
}
