package io.mutuals.suggestion;

import io.mutuals.suggestion.Snapshot.Place;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as bytes: version (1), number (8), computed at in ms (8), strategy (1 + n), places (2), then 16 bytes for each place.
 * A full one has about 3.2 kB.
 */
final class SnapshotCodec {

    private static final byte VERSION = 1;

    private SnapshotCodec() {}

    static byte[] encode(Snapshot snapshot) {
        byte[] strategy = snapshot.strategy().getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(
                20 + strategy.length + 16 * snapshot.places().size());
        bytes.put(VERSION)
                .putLong(snapshot.number())
                .putLong(snapshot.computedAt().toEpochMilli())
                .put((byte) strategy.length)
                .put(strategy)
                .putShort((short) snapshot.places().size());
        for (Place place : snapshot.places()) {
            bytes.putLong(place.candidate()).putDouble(place.score());
        }
        return bytes.array();
    }

    /** The snapshot in {@code value}; null when there is none, or one that another version of this service wrote. */
    static @Nullable Snapshot decode(byte @Nullable [] value) {
        if (value == null || value.length == 0 || value[0] != VERSION) {
            return null;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(value, 1, value.length - 1);
            long number = bytes.getLong();
            Instant computedAt = Instant.ofEpochMilli(bytes.getLong());
            byte[] strategy = new byte[bytes.get()];
            bytes.get(strategy);
            int size = bytes.getShort();
            List<Place> places = new ArrayList<>(size);
            for (int place = 0; place < size; place++) {
                places.add(new Place(bytes.getLong(), bytes.getDouble()));
            }
            return new Snapshot(number, new String(strategy, StandardCharsets.UTF_8), computedAt, List.copyOf(places));
        } catch (BufferUnderflowException cutShort) {
            return null;
        }
    }
}
