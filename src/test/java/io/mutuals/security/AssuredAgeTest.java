package io.mutuals.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values of the claim that assures an age. */
@SideBySide
class AssuredAgeTest {

    private static final Instant ISSUED = Instant.parse("2026-11-30T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);

    @ParameterizedTest
    @CsvSource({
        "0-12,0,12",
        "13-15,13,15",
        "16\u201317,16,17",
        "18+,18,130",
        "2013-11-30,13,13",
        "2013-12-01,12,12",
        "2008-11-30,18,18",
        "2013,12,13",
        "2026,0,0",
        "1900,125,126"
    })
    void bandsAndDatesOfBirthAreRead(String claimed, int atLeast, int atMost) {
        assertThat(AssuredAge.of(claimed, ISSUED, TODAY)).isEqualTo(new AssuredAge(atLeast, atMost, ISSUED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "adult",
                "18",
                "0000-05-17",
                "0000",
                "1895",
                "2026-12-01",
                "2027",
                "2013-02-30",
                "+999999999-01-01",
                "-2013",
                "true",
                "[13-15]"
            })
    void anythingElseAssuresNoAge(String claimed) {
        assertThat(AssuredAge.of(claimed, ISSUED, TODAY)).isNull();
    }
}
