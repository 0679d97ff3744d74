package io.mutuals.user;

import io.mutuals.api.UserId;

/** The effective privacy settings of a user changed. Published after the commit. */
public record SettingsChanged(UserId user, PrivacySettings before, PrivacySettings after) {}
