package io.mutuals.document;

/** What becomes of a document that is not registered. */
public enum DocumentMode {
    /** It runs. */
    OPEN,
    /** It runs, and is counted and logged for the app that sent it. */
    LOGGED,
    /** It is refused, unless a role of the viewer is exempt. */
    TRUSTED
}
