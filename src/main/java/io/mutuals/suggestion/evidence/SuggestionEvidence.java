package io.mutuals.suggestion.evidence;

import java.util.List;

/**
 * The evidence for suggesting a candidate, at the moment of reading.
 *
 * @param sources the sources whose evidence holds, the strongest first; never empty
 * @param reason the strongest evidence
 */
public record SuggestionEvidence(List<SuggestionSource> sources, SuggestionReason reason) {}
