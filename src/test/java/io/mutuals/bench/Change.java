package io.mutuals.bench;

/** What users change beside those who read. */
sealed interface Change {

    /** A user sends a message. */
    record Message(Workload.Place place) implements Change {}

    /** A user asks another for friendship. */
    record Request(long from, long to) implements Change {}

    /** The receiver accepts a request. */
    record Accept(long from, long to) implements Change {}

    /** The receiver declines a request. */
    record Decline(long from, long to) implements Change {}

    /** A user ends a friendship. */
    record Unfriend(long user, long friend) implements Change {}

    /** A user changes what others see of them. */
    record Profile(long user, String bio) implements Change {}

    /** A user changes whether others see how far they have read. */
    record Setting(long user, boolean readReceipts) implements Change {}
}
