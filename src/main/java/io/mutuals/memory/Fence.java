package io.mutuals.memory;

/**
 * A proof that the entries in memory were current at some moment after a request had arrived.
 *
 * @param number ascending in the order in which fences begin; 0 for one that proves nothing
 */
public record Fence(long number) {

    /** The fence of a replica that cannot tell what has changed: nothing may be answered from memory. */
    public static final Fence CLOSED = new Fence(0);

    /** Returns whether entries may be used behind this fence. */
    public boolean isOpen() {
        return number > 0;
    }
}
