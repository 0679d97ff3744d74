package io.mutuals.video;

import io.mutuals.api.UserId;
import io.mutuals.api.VideoId;
import io.mutuals.security.Viewer;
import java.util.Map;

/** Identifies a video as seen by a viewer. */
public record VideoKey(UserId viewer, VideoId video) {

    /** Creates a key from the internal id of a video. */
    public static VideoKey of(Viewer viewer, long video) {
        return new VideoKey(viewer.userId(), new VideoId(video));
    }

    /** Returns the parameters {@code viewer} and {@code video} of a statement, as numbers. */
    public Map<String, Object> parameters() {
        return Map.of("viewer", viewer.value(), "video", video.value());
    }
}
