package io.mutuals.video;

import io.mutuals.neo4j.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * A user's repost of a video.
 *
 * @param comment the text that the user added; null if there is none
 */
record Repost(@Nullable String comment, Instant repostedAt) {

    /** Reads the properties of a relationship {@code REPOSTED}. */
    static Repost from(Value map) {
        return new Repost(map.get("comment").asString(null), Times.instant(map.get("at")));
    }
}
