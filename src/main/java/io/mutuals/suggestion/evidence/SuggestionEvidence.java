package io.mutuals.suggestion.evidence;

import java.util.List;

/**
 * What speaks for suggesting somebody, at the moment of reading.
 *
 * @param sources all that holds, the strongest first; never empty
 * @param reason the strongest of it
 */
public record SuggestionEvidence(List<SuggestionSource> sources, SuggestionReason reason) {}
