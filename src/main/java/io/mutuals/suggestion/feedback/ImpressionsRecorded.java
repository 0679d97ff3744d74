package io.mutuals.suggestion.feedback;

import java.util.List;

/**
 * A viewer has seen candidates again so often that they are placed lower from now on; published after the commit.
 *
 * @param candidates never empty
 */
public record ImpressionsRecorded(long viewer, List<Long> candidates) {}
