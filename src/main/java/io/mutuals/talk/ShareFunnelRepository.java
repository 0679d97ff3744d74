package io.mutuals.talk;

import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.PrivacySetting;
import io.mutuals.user.Visibility;
import io.mutuals.video.VideoVisibility;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Repository;

/**
 * Counts shares when they are a day old, and reads the counts.
 *
 * <p>A message that shares a video is stored with {@code tallyAt}, the end of its day. Counting removes the property,
 * so each share is counted once, and adds to counts that the video holds. So no send waits for another because both
 * share the same video, and no read walks over shares.
 */
@Repository
class ShareFunnelRepository {

    /**
     * Locks shares that are due, and counts those that are due still: another replica may have counted them meanwhile,
     * or their sender unsent them. The collections are barriers. Imported messages do not know whether they were
     * answered, so that is looked up, among a thousand messages at most. A reader opens a share only if other
     * participants may see how far they have read.
     */
    static final Statement TALLY = new Statement(
            "shares.tally", Cypher.of("""
            MATCH (share:Message)
            USING INDEX share:Message(tallyAt)
            WHERE share.tallyAt < $before
            WITH share
            ORDER BY share.tallyAt
            LIMIT $most
            WITH share
            ORDER BY share.id
            SET share.locked = true
            WITH collect(share) AS locked
            UNWIND locked AS share
            WITH share
            WHERE share.tallyAt < $before
            REMOVE share.tallyAt
            WITH collect(share) AS due
            CALL (due) {
              UNWIND due AS share
              MATCH (share)-[:SHARES]->(video:Video)<-[:POSTED]-(author:User)
              WHERE author.id <> share.senderId
              MATCH (share)-[:IN]->(conversation:Conversation)
              WHERE NOT EXISTS { (author)-[:PARTICIPATES_IN|LEFT]->(conversation) }
              WITH share, video, conversation,
                share.repliedAt IS NOT NULL OR (share.awaitsReplyUntil IS NULL AND EXISTS {
                  MATCH (reply:Message {conversationId: share.conversationId})
                  WHERE reply.seq > share.seq AND reply.seq <= share.seq + 1000 AND reply.senderId <> share.senderId
                    AND reply.sentAt < share.sentAt + duration({hours: 24})
                }) AS isAnswered
              WITH video, conversation.kind = 'DIRECT' AS isDirect, isAnswered,
                isAnswered OR EXISTS {
                  MATCH (conversation)<-[part:PARTICIPATES_IN]-(reader:User)
                  WHERE part.lastReadSeq >= share.seq AND reader.id <> share.senderId
                    AND part.state = 'ACTIVE' AND {readReceipts}
                } AS isOpened
              WITH video, isDirect, count(*) AS shared, sum(CASE WHEN isOpened THEN 1 ELSE 0 END) AS opened,
                sum(CASE WHEN isAnswered THEN 1 ELSE 0 END) AS answered
              ORDER BY video.id
              FOREACH (one IN CASE WHEN isDirect THEN [video] ELSE [] END |
                SET one.directShares = coalesce(one.directShares, 0) + shared,
                  one.directSharesOpened = coalesce(one.directSharesOpened, 0) + opened,
                  one.directSharesAnswered = coalesce(one.directSharesAnswered, 0) + answered)
              FOREACH (one IN CASE WHEN isDirect THEN [] ELSE [video] END |
                SET one.groupShares = coalesce(one.groupShares, 0) + shared,
                  one.groupSharesOpened = coalesce(one.groupSharesOpened, 0) + opened,
                  one.groupSharesAnswered = coalesce(one.groupSharesAnswered, 0) + answered)
              RETURN count(*) AS changed
            }
            RETURN size(due) AS tallied
            """).with("readReceipts", PrivacySetting.READ_RECEIPTS.of("reader")));

    private static final Statement FUNNELS = new Statement(
            "shares.funnels",
            Cypher.of("""
            {forEachKey}
            MATCH {maySeeVideo}
              AND (key.isExperimenter OR author = viewer)
            RETURN key.index AS index, video {.directShares, .directSharesOpened, .directSharesAnswered,
              .groupShares, .groupSharesOpened, .groupSharesAnswered} AS counts
            """).with("forEachKey", Visibility.FOR_EACH_KEY).with("maySeeVideo", VideoVisibility.OF_KEY));

    private final Graph graph;

    ShareFunnelRepository(Graph graph) {
        this.graph = graph;
    }

    /**
     * Counts shares whose day ended before {@code before}, the oldest first.
     *
     * @param most the most shares to count
     * @return how many were counted
     */
    int tally(Instant before, int most) {
        Map<String, Object> parameters = Map.of("before", before.atZone(ZoneOffset.UTC), "most", most);
        return graph.write(TALLY.name(), transaction -> transaction.run(TALLY, parameters))
                .getFirst()
                .get("tallied")
                .asInt();
    }

    /** Returns the funnels of videos; absent for a video of another user, unless the viewer is an experimenter. */
    Map<ShareFunnelKey, ShareFunnel> funnels(Set<ShareFunnelKey> keys) {
        return graph.readByKey(
                FUNNELS,
                keys,
                key -> Map.of(
                        "viewer",
                        key.viewer().value(),
                        "video",
                        key.video().value(),
                        "isExperimenter",
                        key.isExperimenter()),
                Map.of(),
                (key, row) -> new ShareFunnel(counts(row, "direct"), counts(row, "group")));
    }

    private static ShareFunnel.Counts counts(Record row, String channel) {
        return new ShareFunnel.Counts(
                row.get("counts").get(channel + "Shares").asInt(0),
                row.get("counts").get(channel + "SharesOpened").asInt(0),
                row.get("counts").get(channel + "SharesAnswered").asInt(0));
    }
}
