package io.mutuals.talk;

import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;

/**
 * A part of a video, as a client names it.
 *
 * @param startMs from the beginning of the video, in milliseconds
 * @param endMs likewise
 */
record TimeRange(int startMs, int endMs) {

    /**
     * This part, if it is one.
     *
     * @throws RequestException {@link ErrorCode#INVALID_ARGUMENT} when it begins before the video or ends before it begins
     */
    TimeRange orRefuse() {
        if (startMs < 0 || endMs < startMs) {
            throw new RequestException(
                    ErrorCode.INVALID_ARGUMENT, "\"rangeMs\" must begin at 0 or later, and not end before it begins.");
        }
        return this;
    }
}
