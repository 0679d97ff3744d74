package io.mutuals.realtime;

/** A viewer's first connection to this replica has opened, or the last one has ended: {@link Audience#isHere} tells which. */
public record AudienceChanged(long viewer) {}
