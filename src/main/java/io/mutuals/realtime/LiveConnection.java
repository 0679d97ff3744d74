package io.mutuals.realtime;

import java.time.Instant;

/** An open WebSocket or event stream. */
interface LiveConnection {

    /**
     * Ends the connection if its token or its time is over, or its viewer has deactivated their account, and pings an
     * idle client. Called every second; must not block.
     *
     * @param nanos {@link System#nanoTime}
     */
    void check(Instant now, long nanos);

    /** Ends the connection because the server is stopping. Must not block. */
    void shutDown();
}
