package io.mutuals.report;

/** What kind of thing a report is about; beside its number, since two kinds of things may have the same. */
enum SubjectKind {
    MESSAGE,
    USER
}
