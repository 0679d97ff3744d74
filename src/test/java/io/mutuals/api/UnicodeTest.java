package io.mutuals.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blanks that do not break lines are blanks too. */
@SideBySide
class UnicodeTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u00a0", "\u2007 \u202f", "\u3000"})
    void aTextOfBlanksIsBlankAndNothingIsLeftOfIt(String text) {
        assertThat(Unicode.isBlank(text)).isTrue();
        assertThat(Unicode.strip(text)).isEmpty();
    }

    @Test
    void blanksAtTheEndsAreTakenAwayAndThoseWithinStay() {
        assertThat(Unicode.strip("\u00a0 one\u00a0two\u3000")).isEqualTo("one\u00a0two");
        assertThat(Unicode.strip("\ud83d\ude00 ")).isEqualTo("\ud83d\ude00");
        assertThat(Unicode.isBlank("\u00a0.")).isFalse();
    }
}
