package io.mutuals.cli;

import io.mutuals.suggestion.friendgraph.LearnedModel;
import io.mutuals.suggestion.friendgraph.ModelFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads and writes model files; failures become {@link CommandFailure}s. */
final class Models {

    private Models() {}

    static LearnedModel read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure(
                    "There is no model \"" + file + "\"; write one with: mutuals train --model " + file);
        }
        try {
            return LearnedModel.read(file);
        } catch (ModelFileException wrong) {
            throw new CommandFailure(String.valueOf(wrong.getMessage()));
        } catch (IOException unreadable) {
            throw new CommandFailure(
                    "\"" + file + "\" cannot be read (" + unreadable.getMessage() + "); name another model.");
        }
    }

    static void write(LearnedModel model, OutputFile file) {
        try {
            model.write(file.path());
        } catch (IOException unwritable) {
            throw new CommandFailure("\"" + file.path() + "\" could not be written (" + unwritable.getMessage()
                    + "); make room, or name another file.");
        }
    }
}
