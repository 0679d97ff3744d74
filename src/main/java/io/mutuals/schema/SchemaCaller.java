package io.mutuals.schema;

import java.time.LocalDate;

/**
 * An operation of a version of an app that uses an element of the schema.
 *
 * @param requests the number of its requests
 * @param lastUsedOn the last day that has one
 */
record SchemaCaller(String operation, String app, String version, long requests, LocalDate lastUsedOn) {

    /** Returns the number of requests, as far as the schema's integers go. */
    public int requestCount() {
        return (int) Math.min(Integer.MAX_VALUE, requests);
    }
}
