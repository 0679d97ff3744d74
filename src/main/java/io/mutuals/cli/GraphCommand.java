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

    /** The graph to work on. */
    @Mixin
    GraphOptions graph = new GraphOptions();

    @Unmatched
    private List<String> settings = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec command;

    /**
     * Does everything.
     *
     * @param out takes what came of it
     * @throws CommandFailure when it cannot be done
     */
    abstract void run(PrintWriter out);

    /** Whether the command goes by a setting, such as {@code --mutuals.suggestion.strategy=walks}, on a file of friendships too. */
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

    /** @throws CommandLine.ParameterException when the value of an option is not from {@code least} to {@code most} */
    final void checkRange(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw graph.wrong(option + " is " + value + "; it has to be from " + least + " to " + most + ".");
        }
    }

    /** Shows how far the work has come; to be closed before anything else is said. */
    final TerminalProgress progress() {
        return TerminalProgress.orLines(line().getErr());
    }

    private CommandLine line() {
        return Objects.requireNonNull(command).commandLine();
    }
}
