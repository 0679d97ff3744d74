package io.mutuals.contact;

/** Who takes part in the matching of address books. */
public final class TakingPart {

    private TakingPart() {}

    /** A Cypher predicate: {@code user} takes part; nobody does until they sync, nor after they delete their contacts. */
    public static String of(String user) {
        return user + ".contactsSyncedAt IS NOT NULL";
    }
}
