package io.mutuals.erasure;

/**
 * Erases what a feature stores about a user. All beans of this type run, one after the other. The user is absent
 * meanwhile, so nothing that a step does is seen but by those who hold what stays.
 */
public interface ErasureStep {

    /** When a step runs. */
    enum Phase {
        /** Takes away by what other systems name the user, so that they write nothing more. */
        NAMES,
        /** Erases from the graph. */
        GRAPH,
        /** Erases from Redis what was derived from the graph. */
        CACHE,
        /** Erases the user itself, and with it the fact that there is something to erase. */
        USER
    }

    /**
     * Erases a batch in a short transaction of its own. Must be safe to repeat, and to be interrupted at any point.
     *
     * @return whether there may be more
     */
    boolean eraseBatch(ErasedUser user);

    /** Returns when this step runs. */
    default Phase phase() {
        return Phase.GRAPH;
    }
}
