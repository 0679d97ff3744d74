package io.mutuals.security;

/** The roles of a viewer; each allows more than every user may do. */
public enum Role {
    /** Every account. */
    USER,
    /** May choose ranking strategies and run experiments. */
    EXPERIMENTER,
    /** May list and resolve reports. */
    MODERATOR,
    /** The back end of the video platform: may tell of its users, videos and likes. */
    PLATFORM,
    /** May do everything that any other role may. */
    ADMIN
}
