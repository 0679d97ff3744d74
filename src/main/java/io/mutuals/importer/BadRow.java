package io.mutuals.importer;

/**
 * A row that cannot be imported.
 *
 * @param file the name of its file
 * @param line the line on which it begins, from 1; the header is line 1
 * @param reason the fault, as a phrase for the operator
 */
public record BadRow(String file, long line, String reason) {

    @Override
    public String toString() {
        return file + ":" + line + ": " + reason;
    }
}
