package io.mutuals.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mutuals.RandomValues;
import io.mutuals.SideBySide;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The format of times that clients send and receive. */
@SideBySide
class DateTimesTest {

    @ParameterizedTest
    @CsvSource({
        "2026-03-04T12:00:00Z,             2026-03-04T12:00:00.000Z",
        "2026-03-04T12:00:00.1Z,           2026-03-04T12:00:00.100Z",
        "2026-03-04T12:00:00.123456Z,      2026-03-04T12:00:00.123Z",
        "2026-03-04T12:00:00.123456789Z,   2026-03-04T12:00:00.123Z",
        "2026-03-04t12:00:00z,             2026-03-04T12:00:00.000Z",
        "2026-03-04T12:00:00.999999+05:30, 2026-03-04T06:30:00.999Z",
        "0000-01-01T00:00:00Z,             0000-01-01T00:00:00.000Z",
        "0000-01-01T12:00:00+12:00,        0000-01-01T00:00:00.000Z",
        "9999-12-31T23:59:59.999999999Z,   9999-12-31T23:59:59.999Z",
        "9999-12-31T05:59:59-18:00,        9999-12-31T23:59:59.000Z",
        "1969-12-31T23:59:59.9999Z,        1969-12-31T23:59:59.999Z"
    })
    void everyTimeIsWrittenInUtcWithThreeFractionalDigits(String read, String written) {
        Instant instant = Objects.requireNonNull(DateTimes.parse(read));
        assertThat(DateTimes.text(instant)).isEqualTo(written);
        assertThat(DateTimes.parse(written)).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+999999999-12-31T23:59:59Z",
                "+2026-03-04T12:00:00Z",
                "-0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59-18:00",
                "0000-01-01T00:00:00+00:01",
                "10000-01-01T00:00:00Z",
                "2026-02-30T12:00:00Z",
                "2026-03-04T24:00:00Z",
                "2026-03-04T12:00:00",
                "2026-03-04T12:00Z",
                "2026-03-04 12:00:00Z",
                "2026-03-04T12:00:00,5Z",
                "2026-03-04T12:00:00.Z",
                "2026-03-04T12:00:00.1234567890Z",
                "2026-03-04T12:00:00+18:01",
                "2026-03-04T12:00:00+01:00:30",
                "2026-03-04",
                "1772625600",
                ""
            })
    void anyOtherTextIsRefused(String text) {
        assertThat(DateTimes.parse(text)).isNull();
    }

    @Test
    void noYearOutOfRangeIsWritten() {
        for (Instant outside : new Instant[] {
            Instant.MIN,
            Instant.MAX,
            Instant.parse("-0001-12-31T23:59:59.999999999Z"),
            Instant.parse("+10000-01-01T00:00:00Z")
        }) {
            assertThatThrownBy(() -> DateTimes.text(outside)).isInstanceOf(DateTimeException.class);
        }
    }

    @Test
    void timesSortAsText() {
        RandomValues.tried(1000, any -> {
            Instant one = Instant.ofEpochSecond(any.number(-62_000_000_000L, 253_000_000_000L), 123_456_789);
            Instant other = one.plusMillis(any.number(1, 100_000_000_000L));
            assertThat(DateTimes.text(one)).isLessThan(DateTimes.text(other)).hasSize(24);
        });
    }
}
