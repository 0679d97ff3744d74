package io.mutuals.cli;

import io.mutuals.suggestion.evaluation.Progress;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a command is: as a bar for each step where there is a terminal to draw it on, else as plain lines, one when a step
 * begins and at most one every ten seconds. Not thread-safe.
 */
final class TerminalProgress implements Progress, AutoCloseable {

    private static final long QUIET_NANOS = 10_000_000_000L;

    private final boolean terminal = hasTerminal();
    private final @Nullable PrintWriter plain;
    private @Nullable ProgressBar bar;
    private String step = "";
    private long told;

    private TerminalProgress(@Nullable PrintWriter plain) {
        this.plain = plain;
    }

    /** One that says nothing where there is no terminal. */
    static TerminalProgress silentWithoutTerminal() {
        return new TerminalProgress(null);
    }

    /** One that writes its plain lines to {@code plain}. */
    static TerminalProgress orLines(PrintWriter plain) {
        return new TerminalProgress(plain);
    }

    @SuppressWarnings("SystemConsoleNull") // it may still be null where the JDK was cut down
    private static boolean hasTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    @Override
    public void at(String step, long done, long of) {
        if (terminal) {
            draw(step, done, of);
        } else if (plain != null) {
            tell(plain, step, done, of);
        }
    }

    private void draw(String now, long done, long of) {
        if (!now.equals(step) || bar == null) {
            close();
            step = now;
            bar = new ProgressBarBuilder()
                    .setTaskName(now)
                    .setInitialMax(of > 0 ? of : -1)
                    .build();
        }
        bar.stepTo(done);
    }

    private void tell(PrintWriter lines, String now, long done, long of) {
        boolean begins = !now.equals(step);
        if (begins || System.nanoTime() - told > QUIET_NANOS) {
            step = now;
            told = System.nanoTime();
            String soFar = of > 0 ? String.format(Locale.ROOT, ": %d %%", 100 * done / of) : ": " + done;
            lines.println(begins ? now : now + soFar);
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
