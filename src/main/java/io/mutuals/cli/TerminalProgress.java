package io.mutuals.cli;

import io.mutuals.suggestion.evaluation.Progress;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a command. On a terminal it is a bar for each step; elsewhere it is plain lines, one when a step
 * begins and then at most one every ten seconds. Not thread-safe.
 */
final class TerminalProgress implements Progress, AutoCloseable {

    private static final long QUIET_NANOS = 10_000_000_000L;

    private final boolean terminal = hasTerminal();
    private final @Nullable PrintWriter plain;
    private @Nullable ProgressBar bar;
    private String step = "";
    private long printedAt;

    private TerminalProgress(@Nullable PrintWriter plain) {
        this.plain = plain;
    }

    /** Returns a display that prints nothing without a terminal. */
    static TerminalProgress silentWithoutTerminal() {
        return new TerminalProgress(null);
    }

    /** Returns a display that prints plain lines to {@code plain} without a terminal. */
    static TerminalProgress orLines(PrintWriter plain) {
        return new TerminalProgress(plain);
    }

    @SuppressWarnings("SystemConsoleNull") // null in a JDK without jdk.internal.le
    private static boolean hasTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    @Override
    public void at(String step, long done, long of) {
        if (terminal) {
            draw(step, done, of);
        } else if (plain != null) {
            print(plain, step, done, of);
        }
    }

    private void draw(String next, long done, long of) {
        if (!next.equals(step) || bar == null) {
            close();
            step = next;
            bar = new ProgressBarBuilder()
                    .setTaskName(next)
                    .setInitialMax(of > 0 ? of : -1)
                    .build();
        }
        bar.stepTo(done);
    }

    private void print(PrintWriter lines, String next, long done, long of) {
        boolean begins = !next.equals(step);
        if (begins || System.nanoTime() - printedAt > QUIET_NANOS) {
            step = next;
            printedAt = System.nanoTime();
            String soFar = of > 0 ? String.format(Locale.ROOT, ": %d %%", 100 * done / of) : ": " + done;
            lines.println(begins ? next : next + soFar);
            lines.flush();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
