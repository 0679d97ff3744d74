package io.mutuals.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares lists of ids in arrays with lists of objects. */
@SideBySide
class TimedIdsTest {

    @Test
    void listsAnswerLikeSortedObjects() {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            List<TimedIds.Item> items = items(random);
            TimedIds list = new TimedIds(items);
            items.sort(Comparator.comparing(TimedIds.Item::at).reversed().thenComparingLong(TimedIds.Item::id));
            assertThat(list.size()).isEqualTo(items.size());
            for (int place = 0; place < items.size(); place++) {
                TimedIds.Item item = items.get(place);
                assertThat(new TimedIds.Item(list.id(place), list.at(place))).isEqualTo(item);
                assertThat(list.place(item.id())).isEqualTo(place);
                assertThat(list.after(item.at(), item.id())).isEqualTo(place + 1);
            }
            Set<Long> ids = items.stream().map(TimedIds.Item::id).collect(Collectors.toSet());
            for (long id = 0; id < 40; id++) {
                assertThat(list.contains(id)).isEqualTo(ids.contains(id));
            }
            assertThat(list.after(Instant.EPOCH.minusSeconds(1), 0)).isEqualTo(items.size());
            assertThat(list.after(Instant.EPOCH.plusSeconds(100), 0)).isZero();
        }
    }

    @Test
    void sharedIdsAreTheIntersection() {
        Random random = new Random(12);
        int shared = 0;
        for (int round = 0; round < 300; round++) {
            List<TimedIds.Item> some = items(random);
            List<TimedIds.Item> others = items(random);
            TreeSet<Long> expected =
                    some.stream().map(TimedIds.Item::id).collect(Collectors.toCollection(TreeSet::new));
            expected.retainAll(others.stream().map(TimedIds.Item::id).toList());
            TimedIds list = new TimedIds(some);
            TimedIds other = new TimedIds(others);
            assertThat(list.shared(other)).containsExactly(expected.toArray(Long[]::new));
            assertThat(list.meets(other)).isEqualTo(!expected.isEmpty());
            shared += expected.size();
        }
        assertThat(shared).isPositive();
    }

    private static List<TimedIds.Item> items(Random random) {
        List<TimedIds.Item> items = new ArrayList<>();
        for (long id = 0; id < 40; id++) {
            if (random.nextInt(3) == 0) {
                items.add(new TimedIds.Item(
                        id, Instant.EPOCH.plusSeconds(random.nextInt(10)).plusNanos(random.nextInt(2))));
            }
        }
        return items;
    }
}
