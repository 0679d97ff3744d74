package io.mutuals.security;

/** What a viewer may do beyond what every user may. */
public enum Role {
    /** Every account. */
    USER,
    /** May choose ranking strategies and run experiments. */
    EXPERIMENTER,
    /** May list and resolve reports. */
    MODERATOR,
    /** May do everything that any other role may. */
    ADMIN
}
