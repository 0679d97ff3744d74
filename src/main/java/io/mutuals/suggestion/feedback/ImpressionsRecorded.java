package io.mutuals.suggestion.feedback;

import java.util.List;

/**
 * A viewer has seen candidates more often than is free, so that they rank lower from now on; published after the
 * commit.
 *
 * @param candidates never empty
 */
public record ImpressionsRecorded(long viewer, List<Long> candidates) {}
