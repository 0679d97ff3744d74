package io.mutuals.suggestion.feedback;

import java.time.Duration;

/** The period that a reach covers. */
enum SuggestionReachWindow {
    WEEK(Duration.ofDays(7)),
    MONTH(Duration.ofDays(30));

    private final Duration length;

    SuggestionReachWindow(Duration length) {
        this.length = length;
    }

    Duration length() {
        return length;
    }
}
