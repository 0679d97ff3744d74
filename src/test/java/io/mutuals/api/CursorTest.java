package io.mutuals.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mutuals.RandomValues;
import io.mutuals.SideBySide;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@SideBySide
class CursorTest {

    private record Position(Instant at, long number) {}

    private static Position read(Cursor.Values values) {
        return new Position(values.instant(), values.number());
    }

    @Test
    void everyPositionIsRestored() {
        RandomValues.tried(1000, any -> {
            Instant at = Instant.ofEpochSecond(any.number(Integer.MIN_VALUE, Integer.MAX_VALUE), 123_456_789);
            Position place = new Position(at, any.number(Long.MIN_VALUE, Long.MAX_VALUE));
            assertThat(Cursor.decode("list", Cursor.encode("list", place.at(), place.number()), CursorTest::read))
                    .isEqualTo(place);
        });
    }

    @Test
    void anyOtherTextIsRefused() {
        RandomValues.tried(1000, any -> {
            String text = any.text();
            assertThatThrownBy(() -> Cursor.decode("list", text, CursorTest::read))
                    .isInstanceOfSatisfying(
                            RequestException.class,
                            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_CURSOR));
        });
    }

    @Test
    void aCursorOfAnotherListOrWithMoreOrFewerValuesIsRefused() {
        String other = Cursor.encode("other", Instant.EPOCH, 1);
        String more = Cursor.encode("list", Instant.EPOCH, 1, 2);
        String less = Cursor.encode("list", Instant.EPOCH);
        for (String cursor : new String[] {other, more, less}) {
            assertThatThrownBy(() -> Cursor.decode("list", cursor, CursorTest::read))
                    .isInstanceOf(RequestException.class);
        }
    }

    @Test
    void aTimeThatNoStatementTakesIsRefused() {
        for (String time : new String[] {"+10000-01-01T00:00:00Z", "-0001-01-01T00:00:00Z"}) {
            assertThatThrownBy(() -> Cursor.decode("list", Cursor.encode("list", time, 1), CursorTest::read))
                    .isInstanceOf(RequestException.class);
        }
    }

    @Test
    void noCursorMeansTheBeginning() {
        assertThat(Cursor.decode("list", null, CursorTest::read)).isNull();
    }
}
