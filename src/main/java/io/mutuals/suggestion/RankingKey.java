package io.mutuals.suggestion;

/** Names the ranking of one viewer under one strategy. */
record RankingKey(long viewer, String strategy) {}
