package io.mutuals.suggestion.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Figures with which counts would be wrong, or factors no factors, are refused. */
@SideBySide
class FeedbackPropertiesTest {

    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void impressionsAreKeptForLongerThanTheyAreCounted() {
        assertThat(faults(kept(Duration.ofDays(90), DAY))).isZero();
        assertThat(faults(kept(Duration.ofDays(31), DAY))).isEqualTo(1);
        assertThat(faults(kept(Duration.ofDays(31).plusSeconds(1), DAY))).isZero();
        assertThat(faults(kept(Duration.ofDays(31), Duration.ofHours(1)))).isZero();
    }

    @Test
    void thePriorIsSomethingAndNothingIsNegative() {
        assertThat(faults(properties(0, -0.1, Duration.ofDays(90), DAY))).isEqualTo(2);
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

    private static int faults(FeedbackProperties properties) {
        try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
            return validators.getValidator().validate(properties).size();
        }
    }
}
