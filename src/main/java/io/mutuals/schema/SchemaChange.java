package io.mutuals.schema;

/**
 * A difference between two versions of the schema.
 *
 * @param coordinate the element that differs, or of which a part differs
 * @param text the difference, as an English sentence
 */
public record SchemaChange(Severity severity, String coordinate, String text) implements Comparable<SchemaChange> {

    /** What a difference means for a client that was written for the older version. */
    public enum Severity {
        /** A document, an answer or generated code may fit no longer. */
        BREAKING,
        /** Documents fit, and answers may hold what the client has not seen yet, or a default means something else. */
        DANGEROUS,
        /** Nothing that the client does is concerned. */
        SAFE
    }

    @Override
    public int compareTo(SchemaChange other) {
        int bySeverity = severity.compareTo(other.severity);
        int byCoordinate = bySeverity == 0 ? coordinate.compareTo(other.coordinate) : bySeverity;
        return byCoordinate == 0 ? text.compareTo(other.text) : byCoordinate;
    }
}
