package io.mutuals.suggestion.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Settings that would make counts wrong, or factors leave (0, 1], are refused. */
@SideBySide
class FeedbackPropertiesTest {

    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void impressionsMustBeKeptForLongerThanTheyAreCounted() {
        assertThat(violations(kept(Duration.ofDays(90), DAY))).isZero();
        assertThat(violations(kept(Duration.ofDays(31), DAY))).isEqualTo(1);
        assertThat(violations(kept(Duration.ofDays(31).plusSeconds(1), DAY))).isZero();
        assertThat(violations(kept(Duration.ofDays(31), Duration.ofHours(1)))).isZero();
    }

    @Test
    void thePriorMustBePositiveAndWeightsNotNegative() {
        assertThat(violations(properties(0, -0.1, Duration.ofDays(90), DAY))).isEqualTo(2);
    }

    private static FeedbackProperties kept(Duration kept, Duration step) {
        return properties(3, 0.5, kept, step);
    }

    private static FeedbackProperties properties(double prior, double weight, Duration kept, Duration step) {
        return new FeedbackProperties(
                "mutuals",
                2,
                weight,
                Duration.ofDays(14),
                kept,
                Duration.ofMinutes(10),
                20,
                0.2,
                0.25,
                prior,
                2,
                Duration.ofDays(365),
                step);
    }

    private static int violations(FeedbackProperties properties) {
        try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
            return validators.getValidator().validate(properties).size();
        }
    }
}
