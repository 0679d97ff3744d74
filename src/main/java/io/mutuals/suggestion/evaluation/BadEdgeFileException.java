package io.mutuals.suggestion.evaluation;

import java.io.IOException;
import java.nio.file.Path;

/** A file does not say which friendships there are; the message tells why, and how to write the file. */
public final class BadEdgeFileException extends IOException {

    private static final long serialVersionUID = 1;

    /**
     * @param reason what is wrong with the file, without a full stop
     * @param remedy what to do about it, in whole sentences
     */
    BadEdgeFileException(Path file, String reason, String remedy) {
        super("Cannot read friendships from " + file + ": " + reason + ". " + remedy);
    }
}
