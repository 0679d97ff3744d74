package io.mutuals.suggestion.ranking;

import io.mutuals.suggestion.strategy.Recipe;

/** Names the ranking of one viewer under one {@linkplain Recipe recipe}. */
public record RankingKey(long viewer, String recipe) {}
