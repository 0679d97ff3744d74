package io.mutuals.suggestion.feedback;

import java.time.Instant;
import java.util.List;

/**
 * A viewer was shown suggestions; published after they were recorded. Told again when a client tells it again.
 *
 * @param impressions those of them that an experiment counts, never empty
 */
public record SuggestionsSeen(long viewer, List<Impression> impressions, Instant at) {}
