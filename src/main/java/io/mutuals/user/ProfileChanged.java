package io.mutuals.user;

import io.mutuals.api.UserId;

/** The handle, name, bio or region of a user changed. Published after the commit. */
public record ProfileChanged(UserId user) {}
