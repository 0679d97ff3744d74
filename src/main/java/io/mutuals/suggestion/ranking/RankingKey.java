package io.mutuals.suggestion.ranking;

import io.mutuals.suggestion.strategy.Recipe;

/**
 * Identifies the ranking of one viewer under one {@linkplain Recipe recipe}.
 *
 * @param recipe name of the recipe
 */
public record RankingKey(long viewer, String recipe) {}
