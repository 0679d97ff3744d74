package io.mutuals.suggestion.graph;

import java.io.IOException;

/** Says why a file is not a model that this version can read. */
public final class ModelFileException extends IOException {

    private static final long serialVersionUID = 1;

    ModelFileException(String message) {
        super(message);
    }
}
