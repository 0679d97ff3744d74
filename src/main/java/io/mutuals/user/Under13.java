package io.mutuals.user;

/** What becomes of newcomers who are younger than 13, and than the minimum age. */
public enum Under13 {
    /** They cannot have an account. */
    REFUSED,
    /** They have an account if a guardian consents. */
    WITH_GUARDIAN
}
