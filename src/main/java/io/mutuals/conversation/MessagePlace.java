package io.mutuals.conversation;

/** Where a message is; this never changes. */
record MessagePlace(long conversation, int seq) {

    /** Stands for a message that was not found. It may be sent later, so a statement must look again. */
    static final MessagePlace UNKNOWN = new MessagePlace(0, 0);

    /** The approximate heap that a place takes, in bytes. */
    static final int WEIGHT = 32;
}
