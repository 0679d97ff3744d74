package io.mutuals.suggestion.evidence;

/** Each has the other in their address book. */
public record ContactReason() implements SuggestionReason {

    /** The reason as a sentence, in English. */
    public String text() {
        return "You are in each other's contacts";
    }
}
