package io.mutuals.suggestion.memory;

import io.mutuals.suggestion.friendgraph.AdamicAdar;

/**
 * Interest that users share, such as a group or a liked video.
 *
 * @param owner user id of the owner; 0 if there is none
 * @param sharers number of users who share it, at least the length of {@code people}
 * @param people ids of the users who may be found through it, in any order and without duplicates; empty if too many
 * share it. Must not be modified
 */
@SuppressWarnings("ArrayRecordComponent") // a list would take three times as much
public record SharedInterest(long owner, int sharers, long[] people) {

    /** Returns the {@link AdamicAdar} weight of sharing this interest. */
    long weight() {
        return AdamicAdar.weight(sharers);
    }
}
