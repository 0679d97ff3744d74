package io.mutuals.contact;

/** The users who have opted in to contact matching. */
public final class ContactOptIn {

    private ContactOptIn() {}

    /**
     * Returns a Cypher predicate: {@code user} has opted in. True from their first sync until they delete their
     * contacts.
     */
    public static String of(String user) {
        return user + ".contactsSyncedAt IS NOT NULL";
    }
}
