package io.mutuals.importer;

/**
 * A row that cannot be imported.
 *
 * @param line where it begins, from 1; the header is line 1
 * @param reason what is wrong, for a person to read
 */
public record BadRow(String file, long line, String reason) {

    @Override
    public String toString() {
        return file + ":" + line + ": " + reason;
    }
}
