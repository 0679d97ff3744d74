package io.mutuals.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class CursorTest {

    private record Place(Instant at, long number) {}

    private static Place read(Cursor.Values values) {
        return new Place(values.instant(), values.number());
    }

    @Property
    void everyPlaceComesBack(@ForAll int seconds, @ForAll long number) {
        Place place = new Place(Instant.ofEpochSecond(seconds, 123_456_789), number);
        assertThat(Cursor.decode("list", Cursor.encode("list", place.at(), place.number()), CursorTest::read))
                .isEqualTo(place);
    }

    @Property
    void anyOtherTextIsRefused(@ForAll String text) {
        assertThatThrownBy(() -> Cursor.decode("list", text, CursorTest::read))
                .isInstanceOfSatisfying(
                        RequestException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_CURSOR));
    }

    @Example
    void aCursorOfAnotherListIsRefusedAndSoIsOneWithMoreOrLessInIt() {
        String other = Cursor.encode("other", Instant.EPOCH, 1);
        String more = Cursor.encode("list", Instant.EPOCH, 1, 2);
        String less = Cursor.encode("list", Instant.EPOCH);
        for (String cursor : new String[] {other, more, less}) {
            assertThatThrownBy(() -> Cursor.decode("list", cursor, CursorTest::read))
                    .isInstanceOf(RequestException.class);
        }
    }

    @Example
    void noCursorIsTheBeginning() {
        assertThat(Cursor.decode("list", null, CursorTest::read)).isNull();
    }
}
