package io.mutuals.platform;

import io.mutuals.api.UserError;
import io.mutuals.api.VideoId;
import io.mutuals.neo4j.Graph;
import io.mutuals.platform.KeyedRows.Candidate;
import io.mutuals.platform.KeyedRows.Written;
import io.mutuals.video.ToldVideos;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * The rules of {@code removeVideos}. A key that names no video is remembered as removed as well. A key whose video its
 * author has deleted here goes on naming it, so that no later row brings the video back. Thread-safe.
 */
@Component
class RemovedVideoRules implements KeyedRows.Rules<RemovedRow> {

    private final ToldVideos videos;

    RemovedVideoRules(ToldVideos videos) {
        this.videos = videos;
    }

    @Override
    public String name() {
        return "platform.removeVideos";
    }

    @Override
    public List<UserError> check(RemovedRow row, int index) {
        return List.of();
    }

    @Override
    public Written write(Graph.Transaction transaction, List<Candidate<RemovedRow>> rows) {
        List<Long> named =
                rows.stream().map(Candidate::number).filter(Objects::nonNull).toList();
        Map<Long, Long> authors = named.isEmpty() ? Map.of() : videos.authors(transaction, named);
        Map<Integer, Long> deletedByAuthors = new HashMap<>();
        for (Candidate<RemovedRow> each : rows) {
            if (each.number() != null && !authors.containsKey(each.number())) {
                deletedByAuthors.put(each.index(), each.number());
            }
        }
        List<VideoId> removed = authors.keySet().stream().map(VideoId::new).toList();
        return new Written(
                deletedByAuthors, Map.of(), removed.isEmpty() ? List.of() : videos.remove(transaction, removed));
    }

    @Override
    public UserError conflict(int index) {
        throw new IllegalStateException("A removal violates no unique constraint");
    }
}
