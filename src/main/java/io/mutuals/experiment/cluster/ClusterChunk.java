package io.mutuals.experiment.cluster;

import java.nio.ByteBuffer;

/**
 * A stored part of a {@link ClusterMap}.
 *
 * @param ids user ids in ascending order, eight bytes each
 * @param memberships four bytes per user: twice the cluster number, plus one for an ego
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record ClusterChunk(byte[] ids, byte[] memberships) {

    static ClusterChunk packed(long[] ids, int[] memberships, int from, int to) {
        ByteBuffer packedIds = ByteBuffer.allocate((to - from) * Long.BYTES);
        packedIds.asLongBuffer().put(ids, from, to - from);
        ByteBuffer packedMemberships = ByteBuffer.allocate((to - from) * Integer.BYTES);
        packedMemberships.asIntBuffer().put(memberships, from, to - from);
        return new ClusterChunk(packedIds.array(), packedMemberships.array());
    }

    int people() {
        return ids.length / Long.BYTES;
    }

    /** Copies the users into the arrays, starting at index {@code at}. */
    void unpack(long[] toIds, int[] toMemberships, int at) {
        ByteBuffer.wrap(ids).asLongBuffer().get(toIds, at, people());
        ByteBuffer.wrap(memberships).asIntBuffer().get(toMemberships, at, people());
    }
}
