package io.mutuals.contact;

import io.mutuals.api.UserId;

/** The stored address book of a user changed, or they opted in or out. Published after the commit. */
public record ContactsChanged(UserId user) {}
