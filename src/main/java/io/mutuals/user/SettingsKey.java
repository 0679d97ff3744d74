package io.mutuals.user;

/** Identifies a user whose settings are read; always the viewer. */
record SettingsKey(long user) {}
