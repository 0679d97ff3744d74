package io.mutuals.conversation;

/** Where a message is; this never changes. */
record MessagePlace(long conversation, int seq) {

    /** The approximate heap that a place takes, in bytes. */
    static final int WEIGHT = 32;
}
