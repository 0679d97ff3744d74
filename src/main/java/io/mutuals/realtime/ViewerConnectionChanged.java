package io.mutuals.realtime;

import io.mutuals.api.UserId;

/**
 * A viewer's first connection to this replica has opened, or their last one has closed; {@link
 * ConnectedViewers#isConnected} tells which.
 */
public record ViewerConnectionChanged(UserId viewer) {}
