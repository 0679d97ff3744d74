package io.mutuals.importer;

/** Thrown when a folder or file cannot be imported at all. The message says why and what to do. */
public final class ImportException extends RuntimeException {

    public ImportException(String message) {
        super(message);
    }
}
