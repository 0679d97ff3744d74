package io.mutuals.platform;

/** What became of a row. */
enum RowOutcome {
    /** What the row says holds now. */
    APPLIED,
    /** A row with a later change of the same thing was applied before, so this one changed nothing. */
    OUTDATED,
    /** The row breaks a rule, and changed nothing. */
    REFUSED
}
