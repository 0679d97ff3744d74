package io.mutuals.contact;

/** What is known of somebody's address book, or whether they take part in the matching, is not what it was; published after the commit. */
public record ContactsChanged(long user) {}
