package io.mutuals.suggestion.feedback;

import java.time.Duration;

/** How far back a reach counts. */
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
