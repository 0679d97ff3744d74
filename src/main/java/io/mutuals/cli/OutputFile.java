package io.mutuals.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command writes at its end; that it can be written is checked before the work. */
record OutputFile(Path path) {

    /** @throws CommandFailure if the file cannot be written */
    OutputFile {
        Path folder = path.toAbsolutePath().normalize().getParent();
        if (Files.isDirectory(path) || folder == null) {
            throw new CommandFailure("\"" + path + "\" is a folder; name a file to write.");
        }
        if (!Files.isDirectory(folder)) {
            throw new CommandFailure("There is no folder \"" + folder + "\" to write " + path.getFileName()
                    + " into; make it, or name another.");
        }
        if (!Files.isWritable(Files.exists(path) ? path : folder)) {
            throw new CommandFailure("\"" + path + "\" may not be written; change who may, or name another file.");
        }
    }

    void write(String text) {
        try {
            Files.writeString(path, text);
        } catch (IOException unwritable) {
            throw new CommandFailure("\"" + path + "\" could not be written (" + unwritable.getMessage()
                    + "); make room, or name another file.");
        }
    }

    /** Prints the path to which {@code content}, such as "report", was written. */
    void printLocation(PrintWriter out, String content) {
        out.println("The " + content + " is in " + path.toAbsolutePath().normalize());
    }
}
