package io.mutuals.realtime;

import io.mutuals.api.UserId;

/**
 * A viewer's first connection to this replica has opened, or their last one has closed; {@link Audience#isHere} tells
 * which.
 */
public record AudienceChanged(UserId viewer) {}
