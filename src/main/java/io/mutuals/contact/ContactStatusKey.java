package io.mutuals.contact;

/** Identifies a viewer whose contact matching is read. */
record ContactStatusKey(long viewer) {}
