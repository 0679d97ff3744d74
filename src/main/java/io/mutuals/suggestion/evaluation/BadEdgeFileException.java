package io.mutuals.suggestion.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Says which lines of an edge file are not friendships, and why. */
public final class BadEdgeFileException extends IOException {

    private static final long serialVersionUID = 1;

    /** @param lines the first lines that are wrong, each as {@code line 3: what is wrong} */
    BadEdgeFileException(Path file, List<String> lines) {
        super("Cannot read friendships from " + file + ": " + String.join("; ", lines)
                + ". Mend or remove these lines, or begin them with #.");
    }
}
