package io.mutuals.user;

/** The effective privacy settings of a user changed. Published after the commit. */
public record SettingsChanged(long user, PrivacySettings before, PrivacySettings after) {}
