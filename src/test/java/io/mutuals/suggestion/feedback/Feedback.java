package io.mutuals.suggestion.feedback;

import java.time.Duration;

/** Fixtures of the feedback tests. */
final class Feedback {

    /** The defaults of production. */
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
