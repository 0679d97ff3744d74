package io.mutuals.suggestion.evidence;

import io.mutuals.video.Video;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * The two like the same rare videos.
 *
 * @param count the number of these videos, at least 2
 * @param sample those that the viewer liked last, at most three
 */
public record VideoTasteReason(int count, List<Video> sample) implements SuggestionReason {

    /** Reads {@link Evidence#videoTaste}; null for null. */
    static @Nullable VideoTasteReason from(Value map) {
        return map.isNull()
                ? null
                : new VideoTasteReason(
                        map.get("count").asInt(), map.get("sample").asList(Video::from));
    }

    /** Returns the reason as an English sentence. */
    public String text() {
        return "You both like " + count + " videos that few people know";
    }
}
