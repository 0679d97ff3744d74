package io.mutuals.suggestion.evidence;

/** Each has the other in their address book. */
public record ContactReason() implements SuggestionReason {

    /** Returns the reason as an English sentence. */
    public String text() {
        return "You are in each other's contacts";
    }
}
