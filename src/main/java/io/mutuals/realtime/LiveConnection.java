package io.mutuals.realtime;

import java.time.Instant;

/** A WebSocket or an event stream, as long as it is open. */
interface LiveConnection {

    /**
     * Called every second: ends what is over, and pings who is silent. Must not wait.
     *
     * @param nanos {@link System#nanoTime}
     */
    void look(Instant now, long nanos);

    /** Ends it, because the server stops. Must not wait. */
    void goAway();
}
