package io.mutuals.report;

/** The kind of the reported subject. Numbers are unique only within a kind. */
enum SubjectKind {
    MESSAGE,
    USER,
    COMMENT
}
