package io.mutuals.video;

import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.api.Events;
import io.mutuals.api.Unicode;
import io.mutuals.api.UserError;
import io.mutuals.limit.ActionLimits;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.GroupCommit;
import io.mutuals.neo4j.GroupCommitProperties;
import io.mutuals.security.Viewer;
import io.mutuals.video.MarkChange.Made;
import io.mutuals.video.VideoMarkRepository.Locked;
import io.mutuals.video.VideoMarkRepository.Round;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Sets and removes the {@linkplain VideoMark marks} of viewers on videos.
 *
 * <p>A change locks the viewer, who therefore has at most one mark of a kind on a video, and the video unless it has
 * very many marks, since many viewers may mark it at once. Changes that arrive together share a transaction. All
 * transactions lock viewers first, then videos, then a shard of the change log, each in ascending order. Thread-safe.
 */
@Service
class VideoMarks {

    private final Map<VideoMark, GroupCommit<MarkChange>> commits = new EnumMap<>(VideoMark.class);
    private final VideoMarkRepository repository;
    private final ActionLimits limits;
    private final VideoProperties properties;
    private final Events events;
    private final InstantSource clock;

    VideoMarks(
            Graph graph,
            VideoMarkRepository repository,
            ActionLimits limits,
            VideoProperties properties,
            Events events,
            InstantSource clock,
            GroupCommitProperties transactions,
            MeterRegistry metrics) {
        this.repository = repository;
        this.limits = limits;
        this.properties = properties;
        this.events = events;
        this.clock = clock;
        for (VideoMark mark : VideoMark.values()) {
            String name = "videos." + mark.name().toLowerCase(Locale.ROOT);
            commits.put(
                    mark,
                    new GroupCommit<>(
                            graph,
                            transactions,
                            metrics,
                            name,
                            (transaction, changes) -> make(transaction, mark, changes)));
        }
    }

    /**
     * Sets or removes a mark without a comment; does nothing if it is as wanted already.
     *
     * @param isWanted whether to set it
     * @return the video, or the reasons why nothing was done
     */
    Marked change(Viewer viewer, long video, VideoMark mark, boolean isWanted) {
        return change(viewer, mark, MarkChange.of(VideoKey.of(viewer, video), isWanted));
    }

    /**
     * Reposts a video, or replaces the comment of the viewer's repost.
     *
     * @param comment a blank one is none
     * @return the video, or the reasons why nothing was done
     */
    Marked repost(Viewer viewer, long video, @Nullable String comment) {
        String text = comment == null || Unicode.isBlank(comment) ? null : Unicode.strip(comment);
        if (text != null && text.codePointCount(0, text.length()) > properties.maxRepostComment()) {
            return Marked.refused(UserError.of(
                    VideoMarkErrorCode.COMMENT_TOO_LONG,
                    "A comment has at most " + properties.maxRepostComment() + " characters.",
                    "input",
                    "comment"));
        }
        return change(viewer, VideoMark.REPOST, MarkChange.repost(VideoKey.of(viewer, video), text));
    }

    private Marked change(Viewer viewer, VideoMark mark, MarkChange change) {
        Instant resetAt = limits.refusedUntil(mark.limit(), viewer.id(), 1);
        if (resetAt != null) {
            return Marked.refused(UserError.until(
                    resetAt,
                    VideoMarkErrorCode.RATE_LIMITED,
                    "You have done this very often just now; please try again later."));
        }
        Objects.requireNonNull(commits.get(mark)).submit(viewer.id(), change);
        Optional<Made> made = GroupCommit.await(change.answer());
        if (made.isEmpty()) {
            return Marked.refused(
                    UserError.of(VideoMarkErrorCode.VIDEO_NOT_FOUND, "There is no such video.", "input", "videoId"));
        }
        if (made.get().isNew()) {
            publish(mark, change.key());
        }
        return new Marked(made.get().video(), List.of());
    }

    /** Makes changes that share a transaction, and returns what completes them after the commit. */
    Runnable make(Graph.Transaction transaction, VideoMark mark, List<MarkChange> changes) {
        Map<VideoKey, Locked> locked = repository.locked(transaction, mark, changes);
        Map<VideoKey, Boolean> isSet = new HashMap<>();
        locked.forEach((key, found) -> isSet.put(key, found.isSet()));
        List<Runnable> answers = new ArrayList<>();
        List<Round> toMake = new ArrayList<>();
        for (List<MarkChange> round : rounds(changes)) {
            List<MarkChange> made = new ArrayList<>();
            for (MarkChange change : round) {
                boolean before = Boolean.TRUE.equals(isSet.get(change.key()));
                boolean isNew = !before && change.isWanted();
                Optional<Made> answer =
                        Optional.ofNullable(locked.get(change.key())).map(found -> new Made(found.video(), isNew));
                answers.add(() -> change.answer().complete(answer));
                if (answer.isPresent() && (before != change.isWanted() || change.isRepost())) {
                    made.add(change);
                }
            }
            if (!made.isEmpty()) {
                toMake.add(new Round(made, Map.copyOf(isSet)));
            }
            made.forEach(change -> isSet.put(change.key(), change.isWanted()));
        }
        repository.make(transaction, mark, toMake);
        return () -> answers.forEach(Runnable::run);
    }

    /** Splits changes so that those of one viewer and video follow one another; nearly always there is one round. */
    private static List<List<MarkChange>> rounds(List<MarkChange> changes) {
        List<List<MarkChange>> rounds = new ArrayList<>();
        List<MarkChange> left = changes;
        while (!left.isEmpty()) {
            Set<VideoKey> keys = new HashSet<>();
            List<MarkChange> round = new ArrayList<>();
            List<MarkChange> later = new ArrayList<>();
            left.forEach(change -> (keys.add(change.key()) ? round : later).add(change));
            rounds.add(round);
            left = later;
        }
        return rounds;
    }

    private void publish(VideoMark mark, VideoKey key) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        switch (mark) {
            case LIKE -> events.publish(new VideoLiked(key.viewer(), key.video(), now));
            case REPOST -> events.publish(new VideoReposted(key.viewer(), key.video(), now));
            case SAVE -> {}
        }
    }

    /**
     * What became of a mutation.
     *
     * @param video the marked video, as it was when it was marked; null if nothing was done
     * @param errors the reasons why nothing was done
     */
    record Marked(@Nullable Video video, List<UserError> errors) {

        private static Marked refused(UserError error) {
            return new Marked(null, List.of(error));
        }
    }
}
