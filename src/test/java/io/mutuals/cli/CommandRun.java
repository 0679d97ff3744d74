package io.mutuals.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import picocli.CommandLine;

/** Runs commands in this process and keeps the output of the last one. */
public final class CommandRun {

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();
    private int exitCode;

    /** Runs a command with the text forms of {@code arguments}. */
    public void of(Object... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        CommandLine line = Commands.line().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        exitCode = line.execute(Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
    }

    public int exitCode() {
        return exitCode;
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString();
    }
}
