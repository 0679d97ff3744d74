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
        PrintWriter toOut = new PrintWriter(out, true);
        PrintWriter toErr = new PrintWriter(err, true);
        CommandLine line = Commands.line().setOut(toOut).setErr(toErr);
        exitCode = line.execute(Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
        if (toOut.checkError() || toErr.checkError()) {
            throw new IllegalStateException("The command closed its output, so that not all of it was kept: out is \""
                    + out + "\", err is \"" + err + "\"");
        }
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
