package io.mutuals.suggestion.evidence;

import io.mutuals.video.Video;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * The two like the same videos, which few like.
 *
 * @param count how many, at least 2
 * @param sample the viewer's latest of them, at most three
 */
public record VideoTasteReason(int count, List<Video> sample) implements SuggestionReason {

    /** Reads {@link Evidence#videoTaste}; null when there is no such evidence. */
    static @Nullable VideoTasteReason from(Value map) {
        return map.isNull()
                ? null
                : new VideoTasteReason(
                        map.get("count").asInt(), map.get("sample").asList(Video::from));
    }

    /** The reason as a sentence, in English. */
    public String text() {
        return "You both like " + count + " videos that few people know";
    }
}
