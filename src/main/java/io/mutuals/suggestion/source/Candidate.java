package io.mutuals.suggestion.source;

import io.mutuals.suggestion.friendgraph.AdamicAdar;

/**
 * A user that a viewer may know.
 *
 * <p>Evidence is the sum of the {@link AdamicAdar} weights of the things that the two have in common.
 *
 * @param evidence above 0; comparable between sources
 */
public record Candidate(long person, double evidence) {}
