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
 * What connects a viewer with a candidate at the moment of reading, other than mutual friends.
 *
 * <p>Each is a Cypher expression for a statement in which {@code viewer}, {@code hidden} (see {@link Visibility#FOR_EACH_KEY}) and
 * {@code candidate} are in scope, and which has the parameter {@code $evidence}; see {@link #parameter}. It is null, or false, unless all of
 * the evidence's rules hold, the candidate's settings included; and where {@code asked}, a predicate, is false it costs nothing. Between an
 * adult and a minor none of this is evidence.
 */
public final class Evidence {

    /** A predicate: groups may suggest {@code candidate} to {@code viewer}. */
    public static final String MAY_SHARE_GROUPS =
            allowed(PrivacySetting.SUGGEST_BY_SHARED_CONVERSATIONS.of("candidate"));

    /** A predicate: likes may suggest {@code candidate} to {@code viewer}. */
    public static final String MAY_SHARE_LIKES = allowed(PrivacySetting.SUGGEST_BY_VIDEO_TASTE.of("candidate"));

    /**
     * A predicate: {@code candidate} may be shown to people who are new here and have no friend in common with them. A candidate who shares
     * a friend must come by that evidence, or a hub's friends would be suggested to each other as new; and a friendship that has ended
     * still sets them apart, or they would be as soon as one of them leaves the hub. Nor is a former friend new.
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

    /** A predicate: everybody may see how many friends {@code candidate} has. */
    public static final String SHOWS_FRIENDS = PrivacySetting.FRIEND_LIST_VISIBLE_TO.of("candidate") + " = 'EVERYONE'";

    /** The most videos that a reason names. */
    private static final int MAX_SAMPLE = 3;

    private Evidence() {}

    /** What the parameter {@code $evidence} is. */
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
     * The groups that the two share, to be read by {@link SharedConversationReason#from}: how many, of any size, and the smallest, which must
     * be no larger than evidence may be; of several the one with the latest message. It needs {@code groups} (of {@link SharedGroups#OF_VIEWER})
     * in scope as well, and touches every conversation of the candidate.
     */
    public static String sharedConversations(String asked) {
        return Cypher.of("""
                CASE WHEN {asked} AND {mayShareGroups} THEN head(COLLECT {
                  MATCH {amongThose}
                  WITH conversation, COUNT { (conversation)<-[:PARTICIPATES_IN]-() } AS participants,
                    coalesce(conversation.lastMessageAt, conversation.createdAt) AS at
                  ORDER BY participants, at DESC, conversation.id DESC
                  WITH count(*) AS number, head(collect([conversation, participants])) AS smallest
                  WHERE smallest[1] <= $evidence.largestGroup
                  WITH number, smallest[0] AS conversation
                  MATCH (viewer)-[part:PARTICIPATES_IN]->(conversation)
                  WITH number, part, conversation, {knownConversation} AS known
                  OPTIONAL MATCH (last:Message {conversationId: conversation.id, seq: conversation.lastSeq})
                  WHERE last.seq > {unseen}
                  OPTIONAL MATCH (sender:User)-[:SENT]->(last)
                  WHERE {maySee}
                  RETURN {count: number, conversation: {conversation},
                    last: CASE WHEN last IS NULL THEN null ELSE {last} END,
                    sender: CASE WHEN sender IS NULL THEN null ELSE {sender} END}
                }) END""")
                .with("asked", asked)
                .with("mayShareGroups", MAY_SHARE_GROUPS)
                .with("amongThose", SharedGroups.amongThose("candidate"))
                .with("knownConversation", Conversation.KNOWN)
                .with("unseen", ConversationVisibility.UNSEEN)
                .with("maySee", Visibility.maySee("sender"))
                .with("conversation", Conversation.PROJECTION)
                .with("last", Message.projection("last"))
                .with("sender", User.projection("sender"))
                .text();
    }

    /**
     * The rare videos that both like, to be read by {@link VideoTasteReason#from}: how many, and the viewer's latest of them. Touches every
     * like of one of the two.
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

    /** A predicate: each has the other in their address book. Looks up two pairs. */
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
     * What there is to say of a candidate to somebody with few friends, to be read by {@link NewHereReason#from}; null unless there is
     * something. Touches the likes of one of the two, and looks up the candidate among the friends of the viewer's few friends.
     */
    public static String newHere(String asked) {
        return Cypher.of("""
                CASE WHEN {asked} AND {isNew} AND {mayMeetNewcomers} THEN head(COLLECT {
                  UNWIND [{
                    region: CASE WHEN candidate.region = viewer.region THEN candidate.region END,
                    likes: CASE WHEN {mayShareLikes} THEN COUNT { MATCH {with} AND {likes} <= $evidence.rareLikes } ELSE 0 END,
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
     * A predicate: {@code viewer} has few friends.
     *
     * @param friends an expression: whoever has as many is not new
     */
    public static String isNew(String friends) {
        return "COUNT { (viewer)-[:FRIENDS_WITH]-() } < " + friends;
    }

    private static String allowed(String setting) {
        return "%s AND %s AND NOT %s"
                .formatted(Visibility.maySee("candidate"), setting, AgeBand.adultAndMinor("viewer", "candidate"));
    }
}
