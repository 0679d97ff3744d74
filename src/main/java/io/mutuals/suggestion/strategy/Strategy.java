package io.mutuals.suggestion.strategy;

import io.mutuals.suggestion.evidence.SuggestionSource;
import java.util.Set;

/**
 * Named combination of candidate sources and a ranker.
 *
 * @param name unique name of 1 to 64 lower-case letters, digits and hyphens
 * @param sources sources of candidates, not empty
 * @param ranker name of the ranker that orders friends of friends
 */
public record Strategy(String name, Set<SuggestionSource> sources, String ranker) {}
