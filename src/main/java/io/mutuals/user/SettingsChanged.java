package io.mutuals.user;

/** Somebody's privacy settings are not what they were; published after the commit. */
public record SettingsChanged(long user, PrivacySettings before, PrivacySettings after) {}
