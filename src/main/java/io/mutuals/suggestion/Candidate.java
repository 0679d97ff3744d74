package io.mutuals.suggestion;

/**
 * A person whom a viewer may know, as a source found them.
 *
 * @param evidence how much speaks for them, above 0
 */
record Candidate(long person, double evidence) {}
