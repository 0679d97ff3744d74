package io.mutuals.suggestion.strategy;

import io.mutuals.suggestion.evidence.SuggestionSource;
import java.util.Set;

/**
 * A named pair of where candidates come from and what orders them.
 *
 * @param ranker the name of what orders friends of friends
 */
public record Strategy(String name, Set<SuggestionSource> sources, String ranker) {}
