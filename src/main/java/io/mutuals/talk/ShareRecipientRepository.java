package io.mutuals.talk;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.conversation.Conversation;
import io.mutuals.conversation.ConversationVisibility;
import io.mutuals.conversation.Message;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import io.mutuals.user.User;
import io.mutuals.user.Visibility;
import io.mutuals.video.VideoVisibility;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/**
 * Ranks the friends to whom a viewer is likely to send a video.
 *
 * <p>A message weighs 1/2^(age / half-life), divided by the number of its recipients: 1 between two users, less in a
 * group. The weights of the viewer's messages to a friend add up to <i>said</i>, those of the friend's messages to
 * <i>heard</i>. This is the Interactions Rank of Roth et al., "Suggesting Friends Using the Implicit Social Graph" (KDD
 * 2010), with one difference: one-sided talk counts a fifth of mutual talk, so that a user cannot reach the top by
 * writing a lot.
 *
 * <pre>
 * talk  = 0.2 (said + heard) + 1.6 min(said, heard)
 * score = ln(1 + talk) + 0.5 ln(1 + likes) + 0.25 / 2^(age of the friendship / half-life)
 * </pre>
 *
 * where <i>likes</i> is the number of the author's ten latest other videos that the friend likes, as far as the viewer
 * may see them and their likes. Scores are rounded,
 * so that the order of summation cannot decide a tie; ties go to the smaller id.
 *
 * <p>Evaluated on CollegeMsg, the messages of a university's network (Panzarasa et al. 2009): 2,990 cases in which a
 * user with at least eight contacts wrote to one of them first, after a day of silence. This <i>talk</i> ranks the
 * contact among the first five in 32 % of the cases, the order of the inbox in 24 %. Including answers given after a
 * day or more, it is 47 % and 46 %.
 */
@Repository
class ShareRecipientRepository {

    /** In half-lives; older messages weigh next to nothing and are not read. */
    static final int MEMORY = 8;

    private static final int LATEST_VIDEOS = 10;
    private static final double WEIGHT_OF_LIKES = 0.5;
    private static final double WEIGHT_OF_NEW_FRIENDSHIP = 0.25;

    private static final String CANDIDATES = Cypher.of("""
            MATCH (viewer)-[friendship:FRIENDS_WITH]-(person:User)
            WHERE person <> author AND {maySee} AND {mayBeOffered}""")
            .with("maySee", Visibility.maySee("person"))
            .with("mayBeOffered", VideoVisibility.mayBeOffered("video", "author", "person"))
            .text();

    /**
     * Reads friendships, messages and likes, to be summed by user. Later pages ignore messages sent after the first
     * page was ranked; the latest conversations are determined again for each page, so a user's position is not
     * guaranteed across pages.
     */
    private static final String FACTS = Cypher.of("""
            {candidates}
            RETURN person, friendship.since AS since, 0.0 AS said, 0.0 AS heard, 0 AS sent, 0 AS received, 0 AS likes
            UNION ALL
            MATCH {maySeeConversation}
              AND part.state = 'ACTIVE' AND conversation.lastMessageAt > at - memory
            WITH conversation, part
            ORDER BY conversation.lastMessageAt DESC, conversation.id DESC
            LIMIT $recentConversations
            CALL (conversation, part, at) {
              MATCH (message:Message {conversationId: conversation.id})
              WHERE message.seq > {hiddenUpTo}
                AND message.sentAt <= at
              WITH message
              ORDER BY message.conversationId DESC, message.seq DESC
              LIMIT $recentMessages
              WITH message, (at.epochMillis - message.sentAt.epochMillis) / $halfLife AS halfLives
              WHERE message.unsentAt IS NULL AND halfLives < $memory
              WITH message.senderId AS sender, sum(0.5 ^ halfLives) AS weight, count(*) AS messages
              RETURN collect({sender: sender, weight: weight, messages: messages}) AS senders
            }
            WITH conversation, senders, COUNT { (conversation)<-[:PARTICIPATES_IN]-() } - 1 AS others,
              head([known IN senders WHERE known.sender = viewer.id]) AS own
            MATCH (conversation)<-[:PARTICIPATES_IN]-(person:User)
            WHERE person <> viewer
            WITH person, others, own, head([known IN senders WHERE known.sender = person.id]) AS theirs
            RETURN person, null AS since, coalesce(own.weight, 0.0) / others AS said, coalesce(theirs.weight,
              0.0) / others AS heard,
              coalesce(own.messages, 0) AS sent, coalesce(theirs.messages, 0) AS received, 0 AS likes
            UNION ALL
            MATCH (viewer)-[:FRIENDS_WITH]-(person:User)
            UNWIND latest AS other
            MATCH (person)-[like:LIKED]->(other)
            WHERE like.at <= at
            RETURN person, null AS since, 0.0 AS said, 0.0 AS heard, 0 AS sent, 0 AS received, 1 AS likes""")
            .with("candidates", CANDIDATES)
            .with("maySeeConversation", ConversationVisibility.OF_VIEWER)
            .with("hiddenUpTo", ConversationVisibility.HIDDEN_UP_TO)
            .text();

    static final Statement PAGE = new Statement(
            "shareRecipients.page",
            Cypher.of("""
            {forEachKey}
            MATCH {maySeeVideo}
            WITH key, viewer, hidden, video, author, coalesce(key.at, $now) AS at,
              duration({milliseconds: toInteger($memory * $halfLife)}) AS memory
            CALL (viewer, hidden, video, author) {
              MATCH (author)-[:POSTED]->(other:Video)
              WHERE other <> video AND {maySeeOther} AND {showsLikes}
              WITH other
              ORDER BY other.createdAt DESC, other.id DESC
              LIMIT $latestVideos
              RETURN collect(other) AS latest
            }
            CALL (viewer, hidden, video, author, latest, at, memory) {
              CALL (viewer, hidden, video, author, latest, at, memory) {
                {facts}
              }
              WITH person, max(since) AS since, sum(said) AS said, sum(heard) AS heard, sum(sent) AS sent,
                sum(received) AS received,
                sum(likes) AS likes
              WHERE since IS NOT NULL
              WITH person, since, sent, received, likes,
                log(1 + 0.2 * (said + heard) + 1.6 * CASE WHEN said < heard THEN said ELSE heard END) AS byTalk,
                $weightOfLikes * log(1 + likes) AS byLikes,
                (at.epochMillis - since.epochMillis) / $halfLife AS age
              WITH person, since, sent, received, likes, byTalk, byLikes,
                round(byTalk + byLikes + $weightOfNewFriendship * 0.5 ^ CASE WHEN age < 0 THEN 0 ELSE age END,
                  10) AS score
              ORDER BY score DESC, person.id
              RETURN collect({person: person, since: since, sent: sent, received: received, likes: likes,
                byTalk: byTalk,
                byLikes: byLikes, score: score}) AS candidates
            }
            CALL (viewer, hidden, candidates, key) {
              UNWIND candidates AS candidate
              WITH candidate, candidate.person AS person
              WHERE key.score IS NULL OR candidate.score < key.score
                OR (candidate.score = key.score AND person.id > key.user)
              ORDER BY candidate.score DESC, person.id
              LIMIT $limit
              CALL (viewer, hidden, person, key) {
                MATCH (conversation:Conversation {pairKey: CASE WHEN viewer.id < person.id
                  THEN viewer.id + ':' + person.id ELSE person.id + ':' + viewer.id END})
                MATCH {maySeeConversation}
                WITH viewer, hidden, key, part, conversation, {knownConversation} AS known
                OPTIONAL MATCH (last:Message {conversationId: conversation.id, seq: conversation.lastSeq})
                WHERE key.withLastMessage
                OPTIONAL MATCH (sender:User)-[:SENT]->(last)
                WHERE {maySee}
                RETURN head(collect({
                  conversation: {conversation},
                  last: CASE WHEN last IS NULL THEN null ELSE {last} END,
                  sender: CASE WHEN sender IS NULL THEN null ELSE {sender} END
                })) AS direct
              }
              WITH candidate, person, direct
              ORDER BY candidate.score DESC, person.id
              RETURN collect(candidate {.since, .sent, .received, .likes, .byTalk, .byLikes, .score, user: {person},
                direct: direct}) AS page
            }
            RETURN key.index AS index, at, at - memory AS remembered, {author} AS author, page,
              CASE WHEN key.counted THEN size(candidates) END AS total
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("maySeeVideo", VideoVisibility.OF_KEY)
                    .with("maySeeOther", VideoVisibility.maySee("other", "author"))
                    .with("showsLikes", VideoVisibility.showsLikes("other"))
                    .with("facts", FACTS)
                    .with("maySeeConversation", ConversationVisibility.OF_VIEWER)
                    .with("maySee", Visibility.maySee("sender"))
                    .with("conversation", Conversation.PROJECTION)
                    .with("last", Message.projection("last"))
                    .with("sender", User.projection("sender"))
                    .with("person", User.projection("person"))
                    .with("author", User.projection("author"))
                    .with("knownConversation", Conversation.KNOWN));

    private final Graph graph;
    private final TalkProperties properties;

    ShareRecipientRepository(Graph graph, TalkProperties properties) {
        this.graph = graph;
        this.properties = properties;
    }

    /**
     * Reads pages of recipients with one statement; touches every friendship and conversation of each viewer, the
     * latest messages of the latest conversations, and the likes between friends and the author's latest videos. A key
     * whose video does not exist for its viewer has no answer.
     */
    Map<ShareRecipientsKey, Connection<ShareRecipient, Edge.Plain<ShareRecipient>>> recipients(
            Set<ShareRecipientsKey> keys) {
        int limit = keys.stream().mapToInt(ShareRecipientsKey::first).max().orElseThrow() + 1;
        return graph.readByKey(
                PAGE, keys, ShareRecipientRepository::row, parameters(limit), ShareRecipientRepository::page);
    }

    /** Returns the parameters common to all keys. */
    Map<String, Object> parameters(int limit) {
        return Map.of(
                "limit", limit,
                "halfLife", (double) properties.halfLife().toMillis(),
                "memory", MEMORY,
                "recentConversations", properties.recentConversations(),
                "recentMessages", properties.recentMessages(),
                "latestVideos", LATEST_VIDEOS,
                "weightOfLikes", WEIGHT_OF_LIKES,
                "weightOfNewFriendship", WEIGHT_OF_NEW_FRIENDSHIP);
    }

    /** Returns the parameters of one key. */
    static Map<String, @Nullable Object> row(ShareRecipientsKey key) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("viewer", key.viewer().value());
        row.put("video", key.video().value());
        row.put("withLastMessage", key.withLastMessage());
        row.put("counted", key.counted());
        ShareRecipientsKey.RankPosition after = key.after();
        row.put("at", after == null ? null : Times.parameter(after.at()));
        row.put("score", after == null ? null : after.score());
        row.put("user", after == null ? null : after.user());
        return row;
    }

    private static Connection<ShareRecipient, Edge.Plain<ShareRecipient>> page(ShareRecipientsKey key, Record row) {
        User author = User.from(row.get("author"));
        Instant at = Times.instant(row.get("at"));
        Instant countedSince = Times.instant(row.get("remembered"));
        List<Edge.Plain<ShareRecipient>> edges = row.get("page").asList(found -> {
            ShareRecipient recipient = recipient(found, author, countedSince);
            ShareRecipientsKey.RankPosition position = new ShareRecipientsKey.RankPosition(
                    at, found.get("score").asDouble(), recipient.user().number());
            return new Edge.Plain<>(position.in(key.video()), recipient);
        });
        boolean more = edges.size() > key.first();
        Value total = row.get("total");
        return Connection.of(
                more ? edges.subList(0, key.first()) : edges,
                more,
                key.after() != null,
                total.isNull() ? null : total.asLong());
    }

    private static ShareRecipient recipient(Value found, User author, Instant countedSince) {
        User user = User.from(found.get("user"));
        Value direct = found.get("direct");
        return new ShareRecipient(
                user, direct.isNull() ? null : conversation(direct), reason(found, user, author, countedSince));
    }

    private static Conversation conversation(Value direct) {
        Value last = direct.get("last");
        Value sender = direct.get("sender");
        return Conversation.from(
                direct.get("conversation"),
                last.isNull() ? null : Message.from(last, sender.isNull() ? null : User.from(sender)));
    }

    private static ShareReason reason(Value found, User user, User author, Instant countedSince) {
        double byTalk = found.get("byTalk").asDouble();
        double byLikes = found.get("byLikes").asDouble();
        String friend = user.displayName();
        if (byTalk > 0 && byTalk >= byLikes) {
            return new RecentTalkReason(
                    friend, found.get("sent").asInt(), found.get("received").asInt(), countedSince);
        }
        return byLikes > 0
                ? new LikesAuthorReason(friend, author, found.get("likes").asInt())
                : new FriendReason(friend, Times.instant(found.get("since")));
    }
}
