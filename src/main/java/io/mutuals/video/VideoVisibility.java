package io.mutuals.video;

import io.mutuals.neo4j.Cypher;
import io.mutuals.user.Visibility;

/** Decides which videos a viewer may see: those whose author they may see. */
public final class VideoVisibility {

    /**
     * A Cypher pattern with its condition, to follow {@code MATCH} after {@link Visibility#FOR_EACH_KEY}. Binds
     * {@code video} to the video {@code key.video} and {@code author} to its author, if it is visible to
     * {@code viewer}.
     */
    public static final String OF_KEY =
            Cypher.of("""
            (video:Video {id: key.video})<-[:POSTED]-(author:User)
            WHERE {maySee}""").with("maySee", Visibility.maySee("author")).text();

    private VideoVisibility() {}

    /**
     * Returns a predicate: {@code user} may see the videos of {@code author}.
     *
     * @param author a Cypher variable bound to a user
     * @param user a Cypher variable bound to a user, not necessarily the viewer
     */
    public static String existsFor(String author, String user) {
        return Visibility.seeEachOther(author, user);
    }
}
