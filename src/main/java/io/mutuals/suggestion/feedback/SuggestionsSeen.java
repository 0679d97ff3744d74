package io.mutuals.suggestion.feedback;

import java.time.Instant;
import java.util.List;

/**
 * A viewer was shown suggestions that an experiment counts; published after they were recorded, and again for tokens
 * that a client sends again.
 *
 * @param impressions never empty
 */
public record SuggestionsSeen(List<Impression> impressions, Instant at) {}
