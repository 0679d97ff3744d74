package io.mutuals.suggestion.evaluation;

import java.io.IOException;
import java.nio.file.Path;

/** Thrown when a file cannot be read as a list of friendships. The message says why, and how to write such a file. */
public final class BadEdgeFileException extends IOException {

    private static final long serialVersionUID = 1;

    /**
     * @param reason the fault of the file, without a full stop
     * @param remedy the way to mend it, in whole sentences
     */
    BadEdgeFileException(Path file, String reason, String remedy) {
        super("Cannot read friendships from " + file + ": " + reason + ". " + remedy);
    }
}
