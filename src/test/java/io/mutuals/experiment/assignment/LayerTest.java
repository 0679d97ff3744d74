package io.mutuals.experiment.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

@SideBySide
class LayerTest {

    @Test
    void tenTenthsFillALayer() {
        List<LayerRange> taken = new ArrayList<>();
        for (int part = 0; part < 10; part++) {
            taken.add(Layer.free(0.1, taken).orElseThrow());
        }
        assertThat(taken.getLast().to()).isEqualTo(1);
        assertThat(Layer.free(0.0001, taken)).isEmpty();
    }

    @Test
    void returnedRangeIsReused() {
        assertThat(Layer.free(0.3, List.of(new LayerRange(0, 0.2), new LayerRange(0.5, 1))))
                .contains(new LayerRange(0.2, 0.5));
        assertThat(Layer.free(0.31, List.of(new LayerRange(0, 0.2), new LayerRange(0.5, 1))))
                .isEmpty();
    }

    @Test
    void freeRangesNeverOverlapTakenOnes() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 200; round++) {
            List<LayerRange> taken = new ArrayList<>();
            for (int step = 0; step < 30; step++) {
                Optional<LayerRange> free = Layer.free(0.01 + 0.3 * random.nextDouble(), taken);
                free.ifPresent(range -> {
                    assertThat(range.to()).isLessThanOrEqualTo(1).isGreaterThan(range.from());
                    assertThat(taken).noneMatch(range::overlaps);
                    taken.add(range);
                });
                if (!taken.isEmpty() && random.nextInt(3) == 0) {
                    taken.remove(random.nextInt(taken.size()));
                }
            }
        }
    }
}
