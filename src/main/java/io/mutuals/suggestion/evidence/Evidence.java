package io.mutuals.suggestion.evidence;

import io.mutuals.conversation.Conversation;
import io.mutuals.conversation.ConversationVisibility;
import io.mutuals.conversation.Message;
import io.mutuals.conversation.SharedGroups;
import io.mutuals.neo4j.Cypher;
import io.mutuals.user.AgeBand;
import io.mutuals.user.PrivacySetting;
import io.mutuals.user.User;
import io.mutuals.user.Visibility;
import io.mutuals.video.LikesInCommon;
import io.mutuals.video.Video;
import io.mutuals.video.VideoProperties;
import java.util.Map;

/**
 * Cypher for the evidence that connects a viewer with a candidate at the moment of reading, other than mutual friends.
 *
 * <p>Each expression belongs in a statement with {@code viewer}, {@code hidden} (see {@link Visibility#FOR_EACH_KEY})
 * and {@code candidate} in scope, and with the parameter {@code $evidence} (see {@link #parameter}). Its value is null,
 * or false, unless every rule of that evidence holds, including the candidate's settings. Where the predicate
 * {@code asked} is false, the expression costs nothing. Between an adult and a minor none of this is evidence.
 */
public final class Evidence {

    /** A predicate: {@code candidate} may be suggested to {@code viewer} for groups that they share. */
    public static final String MAY_SHARE_GROUPS =
            allowed(PrivacySetting.SUGGEST_BY_SHARED_CONVERSATIONS.of("candidate"));

    /** A predicate: {@code candidate} may be suggested to {@code viewer} for videos that both like. */
    public static final String MAY_SHARE_LIKES = allowed(PrivacySetting.SUGGEST_BY_VIDEO_TASTE.of("candidate"));

    /**
     * A predicate: {@code candidate} may be suggested to a {@code viewer} with few friends although they have no friend
     * in common. A candidate who shares a friend must come by that evidence; otherwise the friends of a hub would be
     * suggested to each other as new. A friendship that has ended still counts here, or they would be suggested to each
     * other as soon as one of them leaves the hub; and a former friend is not new either.
     */
    public static final String MAY_MEET_NEWCOMERS = Cypher.of("""
            {maySee} AND {findableBySearch} AND {mayShareFriends} AND {same}
            AND NOT EXISTS { (viewer)-[:WAS_FRIENDS_WITH]-(candidate) }
            AND NOT EXISTS {
              MATCH (viewer)-[:FRIENDS_WITH|WAS_FRIENDS_WITH]-(few)
              WHERE EXISTS { (few)-[:FRIENDS_WITH|WAS_FRIENDS_WITH]-(candidate) }
            }""")
            .with("maySee", Visibility.maySee("candidate"))
            .with("findableBySearch", PrivacySetting.FINDABLE_BY_SEARCH.of("candidate"))
            .with("mayShareFriends", Visibility.mayShareFriends("candidate"))
            .with("same", AgeBand.same("viewer", "candidate"))
            .text();

    /** A predicate: the number of friends of {@code candidate} is visible to everyone. */
    public static final String SHOWS_FRIENDS = PrivacySetting.FRIEND_LIST_VISIBLE_TO.of("candidate") + " = 'EVERYONE'";

    /** The most videos that a reason names. */
    static final int MAX_SAMPLE = 3;

    private Evidence() {}

    /** Returns the value of the parameter {@code $evidence}. */
    public static Map<String, Object> parameter(SourceProperties sources, VideoProperties videos) {
        return Map.of(
                "largestGroup",
                sources.largestGroup(),
                "rareLikes",
                videos.rareLikes(),
                "commonLikes",
                sources.commonLikes(),
                "newcomerFriends",
                sources.newcomerFriends(),
                "popularFriends",
                sources.popularFriends());
    }

    /**
     * Returns an expression for the groups that the two share, to be read by {@link SharedConversationReason#from}:
     * their number, whatever their size, and the smallest one, which must be no larger than evidence may be; of several
     * the one with the latest message. Also needs {@code groups} (see {@link SharedGroups#OF_VIEWER}) in scope. Touches
     * every conversation of the candidate.
     */
    public static String sharedConversations(String asked) {
        return Cypher.of("""
                CASE WHEN {asked} AND {mayShareGroups} THEN head(COLLECT {
                  MATCH {among}
                  WITH conversation, COUNT { (conversation)<-[:PARTICIPATES_IN]-() } AS participants,
                    coalesce(conversation.lastMessageAt, conversation.createdAt) AS at
                  ORDER BY participants, at DESC, conversation.id DESC
                  WITH count(*) AS number, head(collect([conversation, participants])) AS smallest
                  WHERE smallest[1] <= $evidence.largestGroup
                  WITH number, smallest[0] AS conversation
                  MATCH (viewer)-[part:PARTICIPATES_IN]->(conversation)
                  WITH number, part, conversation, {knownConversation} AS known
                  OPTIONAL MATCH (last:Message {conversationId: conversation.id, seq: conversation.lastSeq})
                  WHERE last.seq > {hiddenUpTo}
                  OPTIONAL MATCH (sender:User)-[:SENT]->(last)
                  WHERE {maySee}
                  RETURN {count: number, conversation: {conversation},
                    last: CASE WHEN last IS NULL THEN null ELSE {last} END,
                    sender: CASE WHEN sender IS NULL THEN null ELSE {sender} END}
                }) END""")
                .with("asked", asked)
                .with("mayShareGroups", MAY_SHARE_GROUPS)
                .with("among", SharedGroups.among("candidate"))
                .with("knownConversation", Conversation.KNOWN)
                .with("hiddenUpTo", ConversationVisibility.HIDDEN_UP_TO)
                .with("maySee", Visibility.maySee("sender"))
                .with("conversation", Conversation.PROJECTION)
                .with("last", Message.projection("last"))
                .with("sender", User.projection("sender"))
                .text();
    }

    /**
     * Returns an expression for the rare videos that both like, to be read by {@link VideoTasteReason#from}: their
     * number, and those that the viewer liked last. Touches every like of one of the two.
     */
    public static String videoTaste(String asked) {
        return Cypher.of("""
                CASE WHEN {asked} AND {mayShareLikes} THEN head(COLLECT {
                  MATCH {with} AND {likes} <= $evidence.rareLikes
                  WITH like, video, author
                  ORDER BY like.at DESC, video.id DESC
                  WITH count(*) AS videos, collect({video})[..{maxSample}] AS sample
                  WHERE videos >= $evidence.commonLikes
                  RETURN {count: videos, sample: sample}
                }) END""")
                .with("asked", asked)
                .with("mayShareLikes", MAY_SHARE_LIKES)
                .with("with", LikesInCommon.with("candidate"))
                .with("likes", LikesInCommon.LIKES)
                .with("video", Video.projection("video", "author"))
                .with("maxSample", MAX_SAMPLE)
                .text();
    }

    /** Returns a predicate: each has the other in their address book. Looks up two pairs. */
    public static String contacts(String asked) {
        return Cypher.of("""
                CASE WHEN {asked} AND NOT {adultAndMinor}
                  THEN EXISTS { (viewer)-[:KNOWS]->(candidate) } AND EXISTS { (candidate)-[:KNOWS]->(viewer) }
                  ELSE false END""")
                .with("asked", asked)
                .with("adultAndMinor", AgeBand.adultAndMinor("viewer", "candidate"))
                .text();
    }

    /**
     * Returns an expression for the facts about a candidate that a viewer with few friends may see, to be read by
     * {@link NewHereReason#from}; null if there are none. Touches the likes of one of the two, and looks up the
     * candidate among the friends, present and former, of the viewer's few friends.
     */
    public static String newHere(String asked) {
        return Cypher.of("""
                CASE WHEN {asked} AND {isNew} AND {mayMeetNewcomers} THEN head(COLLECT {
                  UNWIND [{
                    region: CASE WHEN candidate.region = viewer.region THEN candidate.region END,
                    likes: CASE WHEN {mayShareLikes} THEN COUNT { MATCH {with} AND {likes} <= $evidence.rareLikes }
                      ELSE 0 END,
                    friends: CASE WHEN {showsFriends} THEN COUNT {
                      MATCH (candidate)-[:FRIENDS_WITH]-(friend)
                      WHERE {maySee}
                    } ELSE 0 END
                  }] AS facts
                  WITH facts
                  WHERE facts.region IS NOT NULL OR facts.likes > 0 OR facts.friends >= $evidence.popularFriends
                  RETURN facts {.region, .likes,
                    friends: CASE WHEN facts.friends >= $evidence.popularFriends THEN facts.friends END}
                }) END""")
                .with("asked", asked)
                .with("mayMeetNewcomers", MAY_MEET_NEWCOMERS)
                .with("mayShareLikes", MAY_SHARE_LIKES)
                .with("with", LikesInCommon.with("candidate"))
                .with("likes", LikesInCommon.LIKES)
                .with("showsFriends", SHOWS_FRIENDS)
                .with("maySee", Visibility.maySee("friend"))
                .with("isNew", isNew("$evidence.newcomerFriends"))
                .text();
    }

    /**
     * Returns a predicate: {@code viewer} has few friends.
     *
     * @param friends an expression for the number of friends from which on a viewer is not new
     */
    public static String isNew(String friends) {
        return "COUNT { (viewer)-[:FRIENDS_WITH]-() } < " + friends;
    }

    private static String allowed(String setting) {
        return "%s AND %s AND NOT %s"
                .formatted(Visibility.maySee("candidate"), setting, AgeBand.adultAndMinor("viewer", "candidate"));
    }
}
