package io.mutuals.erasure;

import java.util.Set;

/** Reads the ids of users in values of Redis that a feature stores in a form of its own. */
public interface StoredIds {

    /** Returns whether the values under a key have that form. */
    boolean areIn(String key);

    /** Returns the internal ids of the users in a value; empty if it has another form. */
    Set<Long> of(byte[] value);
}
