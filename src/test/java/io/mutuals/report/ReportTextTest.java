package io.mutuals.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import org.junit.jupiter.api.Test;

@SideBySide
class ReportTextTest {

    /** As every other limit of the API does. */
    @Test
    void theLengthOfATextIsCountedInCodePoints() {
        assertThat(ReportText.isLongerThan(3, "\uD83D\uDE00".repeat(3))).isFalse();
        assertThat(ReportText.isLongerThan(3, "\uD83D\uDE00".repeat(4))).isTrue();
        assertThat(ReportText.isLongerThan(3, null)).isFalse();
    }
}
