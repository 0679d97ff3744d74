package io.mutuals.api;

/**
 * The number that identifies a video.
 *
 * @param value at least 0
 */
public record VideoId(long value) implements Comparable<VideoId> {

    public VideoId {
        if (value < 0) {
            throw new IllegalArgumentException("A VideoId is at least 0, not " + value);
        }
    }

    @Override
    public int compareTo(VideoId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
