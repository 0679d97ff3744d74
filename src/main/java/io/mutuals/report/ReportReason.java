package io.mutuals.report;

/** The reason that a reporter gives. */
enum ReportReason {
    SPAM,
    HARASSMENT,
    HATE,
    VIOLENCE,
    SEXUAL_CONTENT,
    SELF_HARM,
    CHILD_SAFETY,
    IMPERSONATION,
    OTHER
}
