package io.mutuals.suggestion.ranking;

import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.ranking.Snapshot.Place;
import io.mutuals.suggestion.strategy.PlacementOrigin;
import io.mutuals.suggestion.strategy.Team;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Binary format of a snapshot.
 *
 * <p>Version (1 byte), number (8), computation time in ms (8), recipe and ranker (1 + n each), smallest candidate id
 * (8), number of places (2). Then two variable-length integers per place, seven bits a byte: the candidate id minus the
 * smallest id; and the difference of the score's bits to those of the previous place, shifted left by the number of
 * sources, combined with a bit mask of the sources. Positive floats are ordered like their bits, so equal scores cost
 * one byte and close ones two or three. Then the composition: 0 for a single strategy; 1 and a bit per place, set for
 * team B; or 2, the base index (2), the propensity as a double (8) and the number of eligible candidates (2). A full
 * ranking takes about 2.2 kB with time-ordered 64-bit ids, 1 kB with small ones.
 */
final class SnapshotCodec {

    private static final byte VERSION = 3;
    private static final int MAX_PLACE_BYTES = 10 + 6;
    private static final int MAX_COMPOSITION_BYTES = 13;
    private static final byte PLAIN = 0;
    private static final byte DRAFTED = 1;
    private static final byte EXPLORED = 2;
    private static final SuggestionSource[] SOURCES = SuggestionSource.values();

    private SnapshotCodec() {}

    static byte[] encode(Snapshot snapshot) {
        List<Place> places = snapshot.places();
        byte[] strategy = snapshot.recipe().getBytes(StandardCharsets.UTF_8);
        byte[] ranker = snapshot.ranker().getBytes(StandardCharsets.UTF_8);
        long smallest = places.stream().mapToLong(Place::candidate).min().orElse(0);
        ByteBuffer bytes = ByteBuffer.allocate(29
                + strategy.length
                + ranker.length
                + MAX_PLACE_BYTES * places.size()
                + MAX_COMPOSITION_BYTES
                + places.size());
        bytes.put(VERSION)
                .putLong(snapshot.number())
                .putLong(snapshot.computedAt().toEpochMilli())
                .put((byte) strategy.length)
                .put(strategy)
                .put((byte) ranker.length)
                .put(ranker)
                .putLong(smallest)
                .putShort((short) places.size());
        int before = Float.floatToIntBits(Float.MAX_VALUE);
        for (Place place : places) {
            int score = Float.floatToIntBits(place.score());
            putVariable(bytes, place.candidate() - smallest);
            putVariable(bytes, (long) (before - score) << SOURCES.length | bits(place.sources()));
            before = score;
        }
        put(bytes, snapshot.composition());
        byte[] value = new byte[bytes.position()];
        bytes.flip().get(value);
        return value;
    }

    /** Decodes a snapshot; returns null if {@code value} is null, truncated, or of another version. */
    static @Nullable Snapshot decode(byte @Nullable [] value) {
        if (value == null || value.length == 0 || value[0] != VERSION) {
            return null;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(value, 1, value.length - 1);
            long number = bytes.getLong();
            Instant computedAt = Instant.ofEpochMilli(bytes.getLong());
            String strategy = text(bytes);
            String ranker = text(bytes);
            long smallest = bytes.getLong();
            int size = bytes.getShort();
            List<Place> places = new ArrayList<>(size);
            int score = Float.floatToIntBits(Float.MAX_VALUE);
            for (int place = 0; place < size; place++) {
                long candidate = smallest + variable(bytes);
                long rest = variable(bytes);
                score -= (int) (rest >>> SOURCES.length);
                places.add(new Place(candidate, Float.intBitsToFloat(score), sources((int) rest)));
            }
            return new Snapshot(number, strategy, ranker, computedAt, List.copyOf(places), composition(bytes, size));
        } catch (BufferUnderflowException cutShort) {
            return null;
        }
    }

    private static void put(ByteBuffer bytes, RankingComposition composition) {
        switch (composition) {
            case RankingComposition.None none -> bytes.put(PLAIN);
            case RankingComposition.Drafted(List<Team> teams) -> {
                bytes.put(DRAFTED);
                for (int from = 0; from < teams.size(); from += Byte.SIZE) {
                    int bits = 0;
                    for (int place = from; place < Math.min(teams.size(), from + Byte.SIZE); place++) {
                        bits |= teams.get(place).ordinal() << (place - from);
                    }
                    bytes.put((byte) bits);
                }
            }
            case RankingComposition.Explored(PlacementOrigin.Led first) ->
                bytes.put(EXPLORED)
                        .putShort((short) first.base())
                        .putDouble(first.propensity())
                        .putShort((short) first.among());
        }
    }

    private static RankingComposition composition(ByteBuffer bytes, int places) {
        return switch (bytes.get()) {
            case DRAFTED -> {
                byte[] bits = new byte[(places + Byte.SIZE - 1) / Byte.SIZE];
                bytes.get(bits);
                yield new RankingComposition.Drafted(IntStream.range(0, places)
                        .mapToObj(place -> Team.values()[(bits[place / Byte.SIZE] >> (place % Byte.SIZE)) & 1])
                        .toList());
            }
            case EXPLORED ->
                new RankingComposition.Explored(
                        new PlacementOrigin.Led(bytes.getShort(), bytes.getDouble(), bytes.getShort()));
            default -> RankingComposition.NONE;
        };
    }

    private static int bits(Set<SuggestionSource> sources) {
        return sources.stream().mapToInt(source -> 1 << source.ordinal()).sum();
    }

    private static Set<SuggestionSource> sources(int bits) {
        Set<SuggestionSource> sources = EnumSet.noneOf(SuggestionSource.class);
        for (SuggestionSource source : SOURCES) {
            if ((bits & (1 << source.ordinal())) != 0) {
                sources.add(source);
            }
        }
        return sources;
    }

    private static String text(ByteBuffer bytes) {
        byte[] text = new byte[Byte.toUnsignedInt(bytes.get())];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static void putVariable(ByteBuffer bytes, long number) {
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            bytes.put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
    }

    private static long variable(ByteBuffer bytes) {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes.get();
            number |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }
}
