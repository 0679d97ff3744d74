package io.mutuals.suggestion.friendgraph;

/**
 * Friends of one user as read from the database.
 *
 * @param friends user ids, in any order
 * @param since start of each friendship in seconds since 1970; 0 if unknown
 * @param former number of former friends
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record FriendRow(long id, long[] friends, int[] since, int former) {}
