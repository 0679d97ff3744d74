package io.mutuals.video;

import io.mutuals.neo4j.Cypher;
import io.mutuals.user.AgeBand;
import io.mutuals.user.PrivacySetting;
import io.mutuals.user.Visibility;

/**
 * The likes that a viewer shares with another user, as far as the viewer may know. A like is revealed only to users who
 * like the same video, if the video is public and its likes are not hidden, and not at all if the user does not want
 * to be suggested by video taste. Between adults and minors it is revealed only to friends.
 */
public final class LikesInCommon {

    /** A Cypher expression for the number of users who like {@code video}; a degree lookup. */
    public static final String LIKES = "COUNT { (video)<-[:LIKED]-() }";

    private LikesInCommon() {}

    /**
     * Returns a Cypher pattern with its condition, to follow {@code MATCH} where {@code viewer} and {@code hidden} are
     * in scope. Binds {@code video} to each video that the viewer and {@code other} both like, {@code author} to its
     * author, and {@code like} to the viewer's like. Walks over the likes of one of the two and looks each up among the
     * likes of the other.
     *
     * @param other a Cypher variable bound to a user
     */
    public static String with(String other) {
        return Cypher.of("""
                (viewer)-[like:LIKED]->(video:Video)<-[:LIKED]-({other}), (video)<-[:POSTED]-(author:User)
                WHERE {maySee} AND {isTaste}""")
                .with("other", other)
                .with("maySee", Visibility.maySee("author"))
                .with("isTaste", VideoVisibility.isTaste("video"))
                .text();
    }

    /**
     * Returns a predicate: {@code viewer} may know the likes that they share with {@code other}.
     *
     * @param other a Cypher variable bound to a user, where {@code hidden} is in scope
     */
    public static String areShown(String other) {
        return "(%s AND %s AND NOT (%s AND NOT %s))"
                .formatted(
                        Visibility.maySee(other),
                        PrivacySetting.SUGGEST_BY_VIDEO_TASTE.of(other),
                        AgeBand.adultAndMinor("viewer", other),
                        Visibility.isFriend(other));
    }
}
