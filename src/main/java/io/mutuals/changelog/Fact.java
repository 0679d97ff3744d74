package io.mutuals.changelog;

import java.util.List;

/**
 * Names what a transaction changed, such as the friends of user 42.
 *
 * @param kind the kind of fact, such as {@code friends}; a word without blanks, chosen by the feature that owns it
 * @param id the id of the node that the fact is about
 */
public record Fact(String kind, long id) {

    /** Returns the names of a fact about each of two users, such as the friends of both. */
    public static List<Fact> ofBoth(String kind, long one, long other) {
        return List.of(new Fact(kind, one), new Fact(kind, other));
    }

    /** Returns the form in which the log stores this name. */
    String text() {
        return kind + ' ' + id;
    }

    /** Reads the form in which the log stores a name. */
    static Fact of(String text) {
        int blank = text.indexOf(' ');
        return new Fact(text.substring(0, blank), Long.parseLong(text, blank + 1, text.length(), 10));
    }
}
