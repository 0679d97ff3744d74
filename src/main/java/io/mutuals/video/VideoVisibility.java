package io.mutuals.video;

import io.mutuals.neo4j.Cypher;
import io.mutuals.user.Visibility;

/** Which videos exist for whom: those of everybody whom they may see. */
public final class VideoVisibility {

    /**
     * A Cypher pattern with its condition, to follow {@code MATCH} where {@link Visibility#FOR_EACH_KEY} came before: binds
     * {@code video} to the video {@code key.video}, and {@code author} to who posted it, if it exists for {@code viewer}.
     */
    public static final String OF_KEY =
            Cypher.of("""
            (video:Video {id: key.video})<-[:POSTED]-(author:User)
            WHERE {maySee}""").with("maySee", Visibility.maySee("author")).text();

    private VideoVisibility() {}

    /**
     * A predicate: a video of {@code author} exists for {@code user}.
     *
     * @param author a Cypher variable bound to a user
     * @param user one bound to anybody, the viewer or not
     */
    public static String existsFor(String author, String user) {
        return Visibility.seeEachOther(author, user);
    }
}
