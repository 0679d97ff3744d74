package io.mutuals.video;

import static java.util.stream.Collectors.joining;

import io.mutuals.neo4j.Cypher;
import java.util.Arrays;

/**
 * The users who may see a video, as far as its author decides; blocks come on top. Stored by name.
 *
 * <p>This table is the only place that says whom an audience includes. {@link #includes} decides in Java and
 * {@link #openTo} in Cypher; {@link VideoVisibility} applies it.
 */
public enum Audience {
    PUBLIC(AuthorTie.NONE),
    FRIENDS(AuthorTie.FRIEND),
    CLOSE_FRIENDS(AuthorTie.CLOSE_FRIEND),
    ONLY_ME(AuthorTie.AUTHOR);

    private final AuthorTie weakest;

    Audience(AuthorTie weakest) {
        this.weakest = weakest;
    }

    /** Returns whether the audience includes a user who is {@code tie} to the author. */
    public boolean includes(AuthorTie tie) {
        return tie.compareTo(weakest) >= 0;
    }

    /**
     * Returns a Cypher expression for the list of the audiences that include {@code user}. Looks up at most two
     * relationships between two users.
     *
     * @param author a Cypher variable bound to a user
     * @param user a Cypher variable bound to a user, not necessarily the viewer
     */
    public static String openTo(String author, String user) {
        return Cypher.of("""
                CASE WHEN {author} = {user} THEN {ofAuthor}
                  WHEN EXISTS { ({author})-[:CLOSE_FRIEND]->({user}) } THEN {ofCloseFriend}
                  WHEN EXISTS { ({author})-[:FRIENDS_WITH]-({user}) } THEN {ofFriend}
                  ELSE {ofOthers} END""")
                .with("author", author)
                .with("user", user)
                .with("ofAuthor", namesFor(AuthorTie.AUTHOR))
                .with("ofCloseFriend", namesFor(AuthorTie.CLOSE_FRIEND))
                .with("ofFriend", namesFor(AuthorTie.FRIEND))
                .with("ofOthers", namesFor(AuthorTie.NONE))
                .text();
    }

    private static String namesFor(AuthorTie tie) {
        return Arrays.stream(values())
                .filter(audience -> audience.includes(tie))
                .map(audience -> "'" + audience + "'")
                .collect(joining(", ", "[", "]"));
    }
}
