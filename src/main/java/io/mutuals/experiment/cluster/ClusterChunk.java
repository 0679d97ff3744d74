package io.mutuals.experiment.cluster;

import java.nio.ByteBuffer;

/**
 * A part of a {@link ClusterMap} as it is stored.
 *
 * @param ids eight bytes for each person, ascending
 * @param places four bytes for each: the cluster times two, and one more for an ego
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record ClusterChunk(byte[] ids, byte[] places) {

    static ClusterChunk packed(long[] ids, int[] places, int from, int to) {
        ByteBuffer packedIds = ByteBuffer.allocate((to - from) * Long.BYTES);
        packedIds.asLongBuffer().put(ids, from, to - from);
        ByteBuffer packedPlaces = ByteBuffer.allocate((to - from) * Integer.BYTES);
        packedPlaces.asIntBuffer().put(places, from, to - from);
        return new ClusterChunk(packedIds.array(), packedPlaces.array());
    }

    int people() {
        return ids.length / Long.BYTES;
    }

    /** Writes the people to {@code at} and behind it. */
    void unpack(long[] toIds, int[] toPlaces, int at) {
        ByteBuffer.wrap(ids).asLongBuffer().get(toIds, at, people());
        ByteBuffer.wrap(places).asIntBuffer().get(toPlaces, at, people());
    }
}
