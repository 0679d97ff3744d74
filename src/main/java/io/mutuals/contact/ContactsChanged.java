package io.mutuals.contact;

/** The stored address book of a user changed, or they opted in or out. Published after the commit. */
public record ContactsChanged(long user) {}
