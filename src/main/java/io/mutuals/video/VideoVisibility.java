package io.mutuals.video;

import io.mutuals.neo4j.Cypher;
import io.mutuals.user.HiddenUsers;
import io.mutuals.user.Visibility;
import io.mutuals.user.VisibilityRules;

/**
 * Decides which videos a viewer may see, and which likes of them. The only place that does.
 *
 * <p>A viewer may see a video if they may see its author, and its {@linkplain Audience audience} includes them. Like
 * those of {@link Visibility}, the rules are part of the statement that loads what they guard; each is repeated in
 * Java, under the same name, for facts in memory.
 *
 * <p>Who is on a list of close friends is known to its owner alone. So no rule treats a viewer who sees
 * a video for {@link Audience#CLOSE_FRIENDS} in another way than one who sees a video for {@link Audience#FRIENDS}.
 */
public final class VideoVisibility {

    /**
     * A Cypher pattern with its condition, to follow {@code MATCH} after {@link Visibility#FOR_EACH_KEY}. Binds
     * {@code video} to the video {@code key.video} and {@code author} to its author, if it is visible to
     * {@code viewer}.
     */
    public static final String OF_KEY =
            Cypher.of("""
            (video:Video {id: key.video})<-[:POSTED]-(author:User)
            WHERE {maySee}""").with("maySee", maySee("video", "author")).text();

    private VideoVisibility() {}

    /**
     * Returns a predicate: the viewer may see a video.
     *
     * @param video a Cypher variable bound to a video
     * @param author a Cypher variable bound to its author, where {@code viewer} and {@code hidden} are in scope
     */
    public static String maySee(String video, String author) {
        return "(" + Visibility.maySee(author) + " AND " + includes(video, author, "viewer") + ")";
    }

    /**
     * Returns whether a viewer may see a video.
     *
     * @param hidden the users hidden from the viewer
     * @param author the internal id of the author
     * @param tie what the viewer is to the author
     */
    public static boolean maySee(HiddenUsers hidden, long author, Audience audience, AuthorTie tie) {
        return VisibilityRules.maySee(hidden, author) && audience.includes(tie);
    }

    /**
     * Returns a predicate: the audience of a video includes {@code user}. A public one is decided without a look-up.
     */
    private static String includes(String video, String author, String user) {
        return Cypher.of("({video}.audience = '{public}' OR {video}.audience IN {openTo})")
                .with("video", video)
                .with("public", Audience.PUBLIC)
                .with("openTo", Audience.openTo(author, user))
                .text();
    }

    /**
     * Returns a predicate: a viewer who may see {@code video} may be offered {@code person} to send it to. Users who
     * are hidden from the author are never offered. Those outside the audience are offered to all but the author,
     * because leaving them out would tell who is a friend, or a close friend, of the author; they see no card.
     *
     * @param video a Cypher variable bound to a video
     * @param author a Cypher variable bound to its author, where {@code viewer} is in scope
     * @param person a Cypher variable bound to a user
     */
    public static String mayBeOffered(String video, String author, String person) {
        return Cypher.of("({seeEachOther} AND ({author} <> viewer OR {includes}))")
                .with("seeEachOther", Visibility.seeEachOther(author, person))
                .with("author", author)
                .with("includes", includes(video, author, person))
                .text();
    }

    /**
     * Returns a predicate: the viewer may see the number of likes of a video, and who of their friends likes it. Its
     * author may always.
     *
     * @param video a Cypher variable bound to a video that the viewer may see, where {@code viewer} is in scope
     */
    public static String showsLikes(String video) {
        return "(%1$s.likesHidden IS NULL OR EXISTS { (viewer)-[:POSTED]->(%1$s) })".formatted(video);
    }

    /** Returns whether a viewer may see the number of likes of a video. */
    public static boolean showsLikes(boolean likesHidden, boolean isAuthor) {
        return !likesHidden || isAuthor;
    }

    /** Returns a predicate: the audience of a video is everyone. */
    public static String isPublic(String video) {
        return video + ".audience = '" + Audience.PUBLIC + "'";
    }

    /**
     * Returns a predicate: users who like a video may be told that others like it too, and be suggested to each other
     * for it. A narrower audience says whom its members know, not what they like, and would tell others so.
     *
     * @param video a Cypher variable bound to a video
     */
    public static String isTaste(String video) {
        return "(%1$s.audience = '%2$s' AND %1$s.likesHidden IS NULL)".formatted(video, Audience.PUBLIC);
    }

    /** Returns whether users who like a video may be told that others like it too. */
    public static boolean isTaste(Audience audience, boolean likesHidden) {
        return audience.includes(AuthorTie.NONE) && !likesHidden;
    }
}
