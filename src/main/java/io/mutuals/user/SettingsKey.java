package io.mutuals.user;

/** A person whose settings are asked for; the viewer themselves. */
record SettingsKey(long user) {}
