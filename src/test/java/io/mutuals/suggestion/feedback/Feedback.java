package io.mutuals.suggestion.feedback;

import java.time.Duration;

/** What tests of feedback share. */
final class Feedback {

    /** The defaults. */
    static final FeedbackProperties PROPERTIES = new FeedbackProperties(
            "mutuals",
            2,
            0.5,
            Duration.ofDays(14),
            Duration.ofDays(90),
            Duration.ofMinutes(10),
            20,
            0.2,
            0.25,
            3,
            2,
            Duration.ofDays(365),
            Duration.ofDays(1));

    private Feedback() {}
}
