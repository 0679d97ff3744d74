package io.mutuals.video;

import io.mutuals.neo4j.Cypher;
import io.mutuals.user.AgeBand;
import io.mutuals.user.PrivacySetting;
import io.mutuals.user.Visibility;

/**
 * Which likes two people share, as far as the viewer may know. It tells the likes of a person to those who like the same and to nobody
 * else, and to no one when the person does not want to be suggested by video taste. Adults and minors learn it of each other only as friends.
 */
public final class LikesInCommon {

    /** A Cypher expression: how many people like {@code video}; a degree check. */
    public static final String LIKES = "COUNT { (video)<-[:LIKED]-() }";

    private LikesInCommon() {}

    /**
     * A Cypher pattern with its condition, to follow {@code MATCH} where {@code viewer} and {@code hidden} are in scope: binds
     * {@code video} to what the viewer and {@code other} both like, {@code author} to who posted it, and {@code like} to the viewer's like.
     * Walks over the likes of one of the two and looks each up among the other's.
     *
     * @param other a Cypher variable bound to a user
     */
    public static String with(String other) {
        return Cypher.of("""
                (viewer)-[like:LIKED]->(video:Video)<-[:LIKED]-({other}), (video)<-[:POSTED]-(author:User)
                WHERE {maySee}""")
                .with("other", other)
                .with("maySee", Visibility.maySee("author"))
                .text();
    }

    /**
     * A predicate: {@code viewer} may know which likes they share with {@code other}.
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
