package io.mutuals.report;

import io.mutuals.api.Unicode;
import org.jspecify.annotations.Nullable;

/** Comments of reporters and notes of moderators. */
final class ReportText {

    private ReportText() {}

    /** Returns a text as it is stored: stripped; null when it is blank. */
    static @Nullable String of(@Nullable String text) {
        return text == null || Unicode.isBlank(text) ? null : Unicode.strip(text);
    }

    /** Returns whether a text has more than {@code limit} characters, counted as Unicode code points. */
    static boolean isLongerThan(int limit, @Nullable String text) {
        return text != null && text.codePointCount(0, text.length()) > limit;
    }
}
