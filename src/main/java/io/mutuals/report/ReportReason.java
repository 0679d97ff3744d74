package io.mutuals.report;

/** What somebody reports something for. */
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
