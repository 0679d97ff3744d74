package io.mutuals.platform;

import io.mutuals.api.Ids;
import io.mutuals.api.UserError;
import io.mutuals.api.UserId;
import io.mutuals.api.VideoId;
import io.mutuals.neo4j.Graph;
import io.mutuals.platform.KeyedRows.Candidate;
import io.mutuals.platform.KeyedRows.Written;
import io.mutuals.video.ToldVideos;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rules of {@code putVideos}. Thread-safe. */
@Component
class VideoRowRules implements KeyedRows.Rules<VideoRow> {

    private final ToldVideos videos;
    private final PlatformKeys keys;
    private final Ids ids;

    VideoRowRules(ToldVideos videos, PlatformKeys keys, Ids ids) {
        this.videos = videos;
        this.keys = keys;
        this.ids = ids;
    }

    @Override
    public String name() {
        return "platform.putVideos";
    }

    @Override
    public List<UserError> check(VideoRow row, int index) {
        return RowErrors.at(index, videos.check(row.told()));
    }

    @Override
    public Written write(Graph.Transaction transaction, List<Candidate<VideoRow>> rows) {
        Map<String, Long> users = keys.find(
                transaction,
                KeyKind.USER,
                rows.stream().map(each -> each.row().authorKey()).toList());
        Map<Long, Long> authors = videos.authors(
                transaction,
                rows.stream().map(Candidate::number).filter(Objects::nonNull).toList());
        Map<Integer, Long> numbers = new HashMap<>();
        Map<Integer, List<UserError>> refused = new HashMap<>();
        List<ToldVideos.Row> written = new ArrayList<>();
        for (Candidate<VideoRow> each : rows) {
            Long author = users.get(each.row().authorKey());
            Optional<UserError> refusal = refusal(each, author, authors);
            if (author == null || refusal.isPresent()) {
                refused.put(each.index(), refusal.stream().toList());
                continue;
            }
            long number = each.number() == null ? ids.next() : each.number();
            numbers.put(each.index(), number);
            written.add(new ToldVideos.Row(
                    new VideoId(number),
                    new UserId(author),
                    each.row().changedAt(),
                    each.row().told()));
        }
        return new Written(numbers, refused, written.isEmpty() ? List.of() : videos.write(transaction, written));
    }

    private static Optional<UserError> refusal(
            Candidate<VideoRow> each, @Nullable Long author, Map<Long, Long> authors) {
        if (author == null) {
            return Optional.of(RowErrorCode.AUTHOR_NOT_FOUND.of(
                    each.index(), "authorKey", "No user has this key; put the user first."));
        }
        if (each.number() == null) {
            return Optional.empty();
        }
        Long stored = authors.get(each.number());
        if (stored == null) {
            return Optional.of(RowErrorCode.DELETED.of(each.index(), "key", "The author has deleted this video."));
        }
        return stored.equals(author)
                ? Optional.empty()
                : Optional.of(RowErrorCode.AUTHOR_CHANGED.of(
                        each.index(), "authorKey", "Another user posted this video; its author never changes."));
    }

    @Override
    public UserError conflict(int index) {
        return RowErrorCode.AUTHOR_NOT_FOUND.of(index, "authorKey", "The user of this key is changing; try again.");
    }
}
