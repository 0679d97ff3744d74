package io.mutuals.cli;

import io.mutuals.MutualsApplication;

/** The main class of the jar: runs the command that the first argument names, or serves the API. */
public final class Main {

    private Main() {}

    /** Runs the command and exits with its code; without a command, serves until the process is told to stop. */
    public static void main(String[] arguments) {
        MutualsApplication.ensureCarriers();
        if (Commands.isNamedIn(arguments)) {
            System.exit(Commands.run(arguments));
        }
        MutualsApplication.main(arguments);
    }
}
