package io.mutuals.suggestion.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.ranking.Snapshot.Place;
import io.mutuals.suggestion.strategy.PlacementOrigin;
import io.mutuals.suggestion.strategy.Team;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@SideBySide
class SnapshotCodecTest {

    private static final SuggestionSource[] SOURCES = SuggestionSource.values();

    @Test
    void decodedSnapshotEqualsTheEncodedOne() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Snapshot snapshot =
                    snapshot(random, random.nextInt(Snapshot.MAX_PLACES + 1), random.nextLong(Long.MAX_VALUE));
            assertThat(SnapshotCodec.decode(SnapshotCodec.encode(snapshot)))
                    .as("seed %d", seed)
                    .isEqualTo(snapshot);
        }
    }

    @Test
    void fullRankingOfTimeOrderedIdsTakesLessThan2500Bytes() {
        Snapshot snapshot = snapshot(new Random(1), Snapshot.MAX_PLACES, 1L << 60);
        assertThat(SnapshotCodec.encode(snapshot).length).isLessThan(2_500);
    }

    /** A draft of two strategies whose names have the 64 characters that are allowed. */
    @Test
    void theLongestNameOfARecipeIsDecoded() {
        String recipe = "a".repeat(64) + "+" + "b".repeat(64);
        Snapshot snapshot =
                new Snapshot(1, recipe, "adamic-adar", Instant.ofEpochMilli(1), List.of(), RankingComposition.NONE);
        assertThat(SnapshotCodec.decode(SnapshotCodec.encode(snapshot))).isEqualTo(snapshot);
    }

    @Test
    void otherVersionsAndTruncatedValuesDecodeToNull() {
        byte[] value = SnapshotCodec.encode(snapshot(new Random(1), 20, 1000));
        assertThat(SnapshotCodec.decode(null)).isNull();
        assertThat(SnapshotCodec.decode(new byte[0])).isNull();
        for (int length = 1; length < value.length; length++) {
            assertThat(SnapshotCodec.decode(Arrays.copyOf(value, length)))
                    .as("%d of %d bytes", length, value.length)
                    .isNull();
        }
        value[0]++;
        assertThat(SnapshotCodec.decode(value)).isNull();
    }

    private static Snapshot snapshot(Random random, int places, long ids) {
        List<Float> scores = new ArrayList<>();
        for (int place = 0; place < places; place++) {
            scores.add(random.nextInt(3) == 0 ? 0.5f : random.nextFloat() * 10 + Float.MIN_NORMAL);
        }
        scores.sort((one, other) -> Float.compare(other, one));
        List<Place> all = scores.stream()
                .map(score -> new Place(
                        random.nextLong(ids), score, EnumSet.of(SOURCES[0], SOURCES[random.nextInt(SOURCES.length)])))
                .toList();
        return new Snapshot(
                random.nextLong(Long.MAX_VALUE),
                "people-you-may-know",
                "adamic-adar",
                Instant.ofEpochMilli(random.nextLong(1L << 42)),
                all,
                composition(random, places));
    }

    private static RankingComposition composition(Random random, int places) {
        return switch (random.nextInt(3)) {
            case 0 -> RankingComposition.NONE;
            case 1 ->
                new RankingComposition.Drafted(Stream.generate(() -> random.nextBoolean() ? Team.A : Team.B)
                        .limit(places)
                        .toList());
            default ->
                new RankingComposition.Explored(
                        new PlacementOrigin.Led(random.nextInt(100), random.nextDouble(), 1 + random.nextInt(100)));
        };
    }
}
