package io.mutuals.suggestion.strategy;

/** Ranking that contributed a candidate to an interleaved page and is credited with the viewer's actions on it. */
public enum Team {
    A,
    B
}
