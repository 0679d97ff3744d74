package io.mutuals.suggestion.friendgraph;

import java.io.IOException;

/** Thrown when a file is not a model that this version can read. The message states the reason and what to do. */
public final class ModelFileException extends IOException {

    private static final long serialVersionUID = 1;

    ModelFileException(String message) {
        super(message);
    }
}
