package io.mutuals.comment;

import io.mutuals.importer.RowRule;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requires that the ids and the times of comments ascend, because ids order lists by time, and that an answer is about
 * the video of the comment that it answers. Rows that answer a comment which does not stand above are refused before.
 * Takes up to 32 bytes of heap for each comment.
 */
final class ThreadRule implements RowRule {

    private long[] ids = new long[1_024];
    private long[] videos = new long[1_024];
    private int size;
    private ZonedDateTime last = Instant.EPOCH.atZone(ZoneOffset.UTC);

    @Override
    public Optional<String> violation(Map<String, @Nullable Object> row) {
        long id = (Long) Objects.requireNonNull(row.get("id"));
        long video = (Long) Objects.requireNonNull(row.get("video"));
        if (size > 0 && id <= ids[size - 1]) {
            return Optional.of("id must be greater than " + ids[size - 1]
                    + ", that of the comment above: comments are listed by their ids, which ascend with time");
        }
        ZonedDateTime createdAt = (ZonedDateTime) Objects.requireNonNull(row.get("createdAt"));
        if (size > 0 && createdAt.isBefore(last)) {
            return Optional.of("createdAt must not be before " + last.toInstant()
                    + ", that of the comment above: comments are listed by their ids, which ascend with time");
        }
        Long answers = (Long) row.get("answers");
        if (answers != null) {
            int place = Arrays.binarySearch(ids, 0, size, answers);
            if (videos[place] != video) {
                return Optional.of("answers " + answers + ", which is a comment on video " + videos[place]);
            }
        }
        add(id, video);
        last = createdAt;
        return Optional.empty();
    }

    private void add(long id, long video) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, 2 * size);
            videos = Arrays.copyOf(videos, 2 * size);
        }
        ids[size] = id;
        videos[size] = video;
        size++;
    }
}
