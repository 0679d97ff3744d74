package io.mutuals.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import io.mutuals.bench.BreakEven.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

/** At which rate of changes memory stops paying. */
@SideBySide
class BreakEvenTest {

    @Test
    void memoryStopsPayingWhereTheLineBetweenTwoPointsCrossesOne() {
        assertThat(BreakEven.of(List.of(new Point(0, 400, 100), new Point(100, 150, 100), new Point(1000, 50, 100))))
                .isEqualTo("at about 550 a second");
    }

    @Test
    void memoryMayPayAtEveryRateOrAtNone() {
        assertThat(BreakEven.of(List.of(new Point(0, 400, 100), new Point(100, 101, 100))))
                .isEqualTo("not up to 100 a second");
        assertThat(BreakEven.of(List.of(new Point(0, 90, 100), new Point(100, 150, 100))))
                .isEqualTo("does not pay");
    }
}
