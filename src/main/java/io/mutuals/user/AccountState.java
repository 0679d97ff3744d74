package io.mutuals.user;

/** What has become of an account. In all states but {@link #ACTIVE} the user is absent: hidden from everyone. */
enum AccountState {
    ACTIVE,
    /** All is kept, and the user may return. */
    DEACTIVATED,
    /** All is kept until a day on which it begins to be erased; until then the user may return. */
    DELETION_SCHEDULED,
    /** The platform has removed the user. Erased on a day, unless the platform takes it back. */
    REMOVED,
    /** It is being erased. */
    ERASING
}
