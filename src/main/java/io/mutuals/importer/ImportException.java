package io.mutuals.importer;

/** A folder or file that cannot be imported at all; the message tells a person what to do. */
public final class ImportException extends RuntimeException {

    public ImportException(String message) {
        super(message);
    }
}
