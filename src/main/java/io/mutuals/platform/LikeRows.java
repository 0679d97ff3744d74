package io.mutuals.platform;

import io.mutuals.api.Events;
import io.mutuals.api.UserError;
import io.mutuals.api.UserId;
import io.mutuals.api.VideoId;
import io.mutuals.changelog.ChangeLog;
import io.mutuals.neo4j.Graph;
import io.mutuals.video.ToldLikes;
import io.mutuals.video.ToldVideos;
import io.mutuals.video.VideoLiked;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Applies rows of {@code putLikes}, each by itself and all in one transaction. Rows may be told any number of times and
 * in any order; of one like the latest change wins, whether the platform told of it or the user made it here.
 * Thread-safe.
 */
@Service
class LikeRows {

    private final Graph graph;
    private final ChangeLog log;
    private final PlatformKeys keys;
    private final ToldVideos videos;
    private final ToldLikes likes;
    private final Events events;

    LikeRows(Graph graph, ChangeLog log, PlatformKeys keys, ToldVideos videos, ToldLikes likes, Events events) {
        this.events = events;
        this.videos = videos;
        this.graph = graph;
        this.log = log;
        this.keys = keys;
        this.likes = likes;
    }

    /** Applies rows, and answers each, in order. */
    List<Answer> apply(List<LikeRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Applied applied = graph.write("platform.putLikes", transaction -> transact(transaction, rows));
        applied.likes().stream()
                .map(like -> new VideoLiked(like.user(), like.video(), like.at()))
                .forEach(events::publish);
        return applied.answers();
    }

    private Applied transact(Graph.Transaction transaction, List<LikeRow> rows) {
        Map<String, Long> users = keys.find(
                transaction, KeyKind.USER, rows.stream().map(LikeRow::userKey).toList());
        Map<String, Long> videos = keys.find(
                transaction, KeyKind.VIDEO, rows.stream().map(LikeRow::videoKey).toList());
        videos.values()
                .retainAll(this.videos.authors(transaction, videos.values()).keySet());
        @Nullable Answer[] answers = new Answer[rows.size()];
        Map<LikeRow.Pair, Integer> latest = new HashMap<>();
        for (int index = 0; index < rows.size(); index++) {
            LikeRow row = rows.get(index);
            UserError error = refusal(row, index, users, videos);
            if (error != null) {
                answers[index] = Answer.of(row, RowOutcome.REFUSED, error);
                continue;
            }
            Integer before = latest.get(row.pair());
            if (before != null && rows.get(before).changedAt().isAfter(row.changedAt())) {
                answers[index] = Answer.of(row, RowOutcome.OUTDATED);
            } else {
                latest.put(row.pair(), index);
                if (before != null) {
                    boolean isRepeated = rows.get(before).equals(row);
                    answers[before] =
                            Answer.of(rows.get(before), isRepeated ? RowOutcome.APPLIED : RowOutcome.OUTDATED);
                }
            }
        }
        List<Integer> indexes = latest.values().stream().sorted().toList();
        List<ToldLikes.Like> likes = write(transaction, rows, indexes, users, videos, answers);
        return new Applied(Arrays.stream(answers).map(Objects::requireNonNull).toList(), likes);
    }

    /** Writes rows, answers them, and returns the likes that were not there before. */
    private List<ToldLikes.Like> write(
            Graph.Transaction transaction,
            List<LikeRow> rows,
            List<Integer> indexes,
            Map<String, Long> users,
            Map<String, Long> videos,
            @Nullable Answer[] answers) {
        if (indexes.isEmpty()) {
            return List.of();
        }
        List<ToldLikes.Like> told = indexes.stream()
                .map(rows::get)
                .map(row -> new ToldLikes.Like(
                        new UserId(Objects.requireNonNull(users.get(row.userKey()))),
                        new VideoId(Objects.requireNonNull(videos.get(row.videoKey()))),
                        row.liked(),
                        row.changedAt()))
                .toList();
        Map<Integer, ToldLikes.Stored> stored = likes.locked(transaction, told);
        List<ToldLikes.Like> changed = new ArrayList<>();
        List<ToldLikes.Like> fresh = new ArrayList<>();
        for (int place = 0; place < told.size(); place++) {
            ToldLikes.Like like = told.get(place);
            int index = indexes.get(place);
            ToldLikes.Stored before = stored.get(place);
            if (before != null && before.at() != null && before.at().isAfter(like.at())) {
                answers[index] = Answer.of(rows.get(index), RowOutcome.OUTDATED);
                continue;
            }
            answers[index] = Answer.of(rows.get(index), RowOutcome.APPLIED);
            boolean isStored = before != null
                    && before.isLiked() == like.isLiked()
                    && like.at().equals(before.at());
            if (!isStored) {
                changed.add(like);
            }
            if (like.isLiked() && (before == null || !before.isLiked())) {
                fresh.add(like);
            }
        }
        if (!changed.isEmpty()) {
            log.append(transaction, likes.write(transaction, changed));
        }
        return fresh;
    }

    private static @Nullable UserError refusal(
            LikeRow row, int index, Map<String, Long> users, Map<String, Long> videos) {
        if (!users.containsKey(row.userKey())) {
            return RowErrorCode.USER_NOT_FOUND.of(index, "userKey", "No user has this key; put the user first.");
        }
        return videos.containsKey(row.videoKey())
                ? null
                : RowErrorCode.VIDEO_NOT_FOUND.of(index, "videoKey", "No video has this key; put the video first.");
    }

    /**
     * The result of a call.
     *
     * @param likes the likes that were not there before
     */
    private record Applied(List<Answer> answers, List<ToldLikes.Like> likes) {}

    /** The answer to a row. */
    record Answer(String userKey, String videoKey, RowOutcome outcome, List<UserError> userErrors) {

        static Answer of(LikeRow row, RowOutcome outcome, UserError... userErrors) {
            return new Answer(row.userKey(), row.videoKey(), outcome, List.of(userErrors));
        }
    }
}
