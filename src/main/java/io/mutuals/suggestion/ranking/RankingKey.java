package io.mutuals.suggestion.ranking;

import io.mutuals.api.UserId;
import io.mutuals.suggestion.strategy.Recipe;

/**
 * Identifies the ranking of one viewer under one {@linkplain Recipe recipe}.
 *
 * @param recipe name of the recipe
 */
public record RankingKey(UserId viewer, String recipe) {}
