package io.mutuals.contact;

/** A viewer whose address book is asked about. */
record ContactStatusKey(long viewer) {}
