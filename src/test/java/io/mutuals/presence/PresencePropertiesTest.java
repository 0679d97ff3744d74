package io.mutuals.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Settings with which users who stay online would flicker are refused. */
@SideBySide
class PresencePropertiesTest {

    @Test
    void presenceIsRefreshedBeforeItExpires() {
        assertThat(faults(10, 30)).isZero();
        assertThat(faults(30, 30)).isEqualTo(1);
        assertThat(faults(0, 30)).isEqualTo(1);
        assertThat(faults(-1, 30)).isEqualTo(1);
    }

    private static int faults(long refresh, long ttl) {
        try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
            return validators
                    .getValidator()
                    .validate(new PresenceProperties(
                            Duration.ofSeconds(refresh),
                            Duration.ofSeconds(ttl),
                            Duration.ofDays(7),
                            Duration.ofSeconds(5)))
                    .size();
        }
    }
}
