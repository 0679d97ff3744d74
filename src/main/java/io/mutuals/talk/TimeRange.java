package io.mutuals.talk;

import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;

/**
 * A time range of a video, as requested by a client; both ends belong to it.
 *
 * @param startMs milliseconds from the beginning of the video
 * @param endMs milliseconds from the beginning of the video
 */
record TimeRange(int startMs, int endMs) {

    /**
     * Returns this range.
     *
     * @throws RequestException {@link ErrorCode#INVALID_ARGUMENT} when it starts before the video or ends before it
     *     starts
     */
    TimeRange requireValid() {
        if (startMs < 0 || endMs < startMs) {
            throw new RequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "\"rangeMs\" must start at 0 or later and must not end before it starts.");
        }
        return this;
    }
}
