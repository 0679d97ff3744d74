package io.mutuals.suggestion;

/** Names the ranking of one viewer under one {@linkplain Recipe recipe}. */
record RankingKey(long viewer, String recipe) {}
