package io.mutuals.suggestion.graph;

/**
 * The friends of one person, as they were read.
 *
 * @param friends their ids, in any order
 * @param since when each friendship began, in seconds since 1970; 0 when not known
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record GraphRow(long id, long[] friends, int[] since) {}
