package io.mutuals.suggestion.mix;

/** The ranking that brought a person to an interleaved page, and to which what the viewer does with that person is credited. */
public enum Team {
    A,
    B
}
