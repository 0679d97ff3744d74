package io.mutuals.experiment.journal;

import io.mutuals.api.UserId;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.journal.JournalEntry.OutcomeEntry;
import io.mutuals.experiment.journal.JournalEntry.VideoEntry;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Repository;

/** Finds whose suggestion or share what a user did with a video may follow. */
@Repository
public class VideoOutcomeRepository {

    /**
     * Returns the users who were shown to the viewer as suggestions within the window before, and who posted the video
     * or shared it with the viewer in their direct conversation within the day before. Touches the outcomes of the
     * viewer, and for each user among them the direct conversation, and what it says about the video: neither the likes
     * of the video nor its other shares.
     */
    public static final Statement CANDIDATES = new Statement("experiments.videoCandidates", """
            UNWIND $rows AS row
            MATCH (video:Video {id: row.video})<-[:POSTED]-(author:User)
            MATCH (seen:Outcome)
            USING INDEX SEEK seen:Outcome(viewer, candidate)
            WHERE seen.viewer = row.viewer AND seen.candidate >= 0
              AND seen.kind = 'IMPRESSIONS' AND seen.experiment IN $experiments
              AND seen.at <= row.at AND seen.at > row.at - $window
            WITH DISTINCT row, author.id AS author, seen.candidate AS candidate
            WITH row, author, candidate,
              CASE WHEN row.viewer < candidate THEN row.viewer + ':' + candidate ELSE candidate + ':' + row.viewer END
                AS pairKey
            WHERE candidate = author OR EXISTS {
              MATCH (conversation:Conversation {pairKey: pairKey})
              MATCH (share:Message)
              USING INDEX SEEK share:Message(conversationId, aboutVideoId)
              WHERE share.conversationId = conversation.id AND share.aboutVideoId = row.video
                AND share.senderId = candidate AND share.sentAt <= row.at
                AND share.sentAt > row.at - duration({hours: 24})
                AND EXISTS { (share)-[:SHARES]->(:Video) }
            }
            RETURN row.index AS index, candidate
            """);

    private final Graph graph;

    VideoOutcomeRepository(Graph graph) {
        this.graph = graph;
    }

    /** Returns the outcomes of what users did with videos; one statement for all. */
    List<OutcomeEntry> outcomes(List<VideoEntry> entries, List<Experiment> counting, Duration window) {
        if (entries.isEmpty()) {
            return List.of();
        }
        List<Map<String, Object>> rows = new ArrayList<>(entries.size());
        for (int index = 0; index < entries.size(); index++) {
            VideoEntry entry = entries.get(index);
            rows.add(Map.of(
                    "index",
                    index,
                    "viewer",
                    entry.viewer().value(),
                    "video",
                    entry.video().value(),
                    "at",
                    Times.parameter(entry.at())));
        }
        List<Long> experiments = counting.stream().map(Experiment::number).toList();
        List<OutcomeEntry> outcomes = new ArrayList<>();
        for (Record row : graph.read(CANDIDATES, Map.of("rows", rows, "experiments", experiments, "window", window))) {
            VideoEntry entry = entries.get(row.get("index").asInt());
            outcomes.add(new OutcomeEntry(
                    entry.kind(),
                    entry.viewer(),
                    new UserId(row.get("candidate").asLong()),
                    entry.at()));
        }
        return outcomes;
    }
}
