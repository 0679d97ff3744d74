package io.mutuals.suggestion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@SideBySide
class DegreeBucketTest {

    @Test
    void bucketsDoubleAndTheLastEndsWithTheLargest() {
        int[] degrees = IntStream.concat(
                        IntStream.range(0, 40).map(user -> 1),
                        IntStream.range(0, 60).map(user -> 4 + user % 3))
                .toArray();
        assertThat(DegreeBucket.of(degrees)).containsExactly(new DegreeBucket(1, 1, 40), new DegreeBucket(2, 6, 60));
    }

    @Test
    void aFewWithManyFriendsJoinTheirNeighbours() {
        int[] degrees = IntStream.concat(IntStream.range(0, 100).map(user -> 2), IntStream.of(500, 900))
                .toArray();
        assertThat(DegreeBucket.of(degrees)).containsExactly(new DegreeBucket(1, 900, 102));
    }

    @Test
    void everyUserIsInExactlyOneBucketWhateverTheDegrees() {
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            int[] degrees = random.ints(1 + random.nextInt(300), 1, 2 + random.nextInt(2_000))
                    .toArray();
            var buckets = DegreeBucket.of(degrees);
            assertThat(buckets.stream().mapToInt(DegreeBucket::users).sum()).isEqualTo(degrees.length);
            assertThat(Arrays.stream(degrees)
                            .allMatch(degree -> buckets.stream()
                                            .filter(bucket -> bucket.holds(degree))
                                            .count()
                                    == 1))
                    .isTrue();
            assertThat(buckets).allMatch(bucket -> bucket.users() >= 30 || buckets.size() == 1);
        }
    }
}
