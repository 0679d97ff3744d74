package io.mutuals.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** A command that works on a graph of friendships. */
abstract class GraphCommand implements Callable<Integer> {

    @Mixin
    GraphOptions graph = new GraphOptions();

    @Unmatched
    private List<String> settings = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec command;

    /**
     * Runs the command.
     *
     * @param out the writer of results
     * @throws CommandFailure if the command cannot do its work
     */
    abstract void run(PrintWriter out);

    /**
     * Returns whether the command also reads a setting, such as {@code --mutuals.suggestion.strategy=walks}, when the
     * graph is a file.
     */
    boolean isUsedOnFiles(String setting) {
        return false;
    }

    @Override
    public final Integer call() {
        graph.accept(settings, this::isUsedOnFiles);
        PrintWriter out = line().getOut();
        run(out);
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    /**
     * @throws CommandLine.ParameterException if the value of an option is outside {@code least} to {@code most}, both
     * inclusive
     */
    final void checkRange(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw graph.wrong(option + " is " + value + "; it has to be from " + least + " to " + most + ".");
        }
    }

    /** Opens the progress display; close it before anything else is printed. */
    final TerminalProgress progress() {
        return TerminalProgress.orLines(line().getErr());
    }

    private CommandLine line() {
        return Objects.requireNonNull(command).commandLine();
    }
}
