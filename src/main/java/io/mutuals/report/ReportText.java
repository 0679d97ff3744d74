package io.mutuals.report;

import org.jspecify.annotations.Nullable;

/** What people write about a report. */
final class ReportText {

    private ReportText() {}

    /** What was written, without blanks around it; null when that is nothing. */
    static @Nullable String of(@Nullable String written) {
        return written == null || written.isBlank() ? null : written.strip();
    }

    static boolean isLongerThan(int most, @Nullable String text) {
        return text != null && text.length() > most;
    }
}
