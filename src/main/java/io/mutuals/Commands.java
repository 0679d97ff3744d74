package io.mutuals;

import io.mutuals.api.RequestException;
import io.mutuals.api.StartFailure;
import io.mutuals.importer.ImportException;
import io.mutuals.importer.ImportReport;
import io.mutuals.importer.Imports;
import io.mutuals.importer.Imports.OnBadRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** What the jar can do beside serving: {@code java -jar mutuals.jar import DIR}. */
@Command(
        name = "mutuals",
        description = "The social layer of a video platform. Without a command: serves the API.",
        mixinStandardHelpOptions = true,
        subcommands = Commands.ImportCommand.class)
final class Commands implements Runnable {

    private Commands() {}

    /** Whether the first argument is a command or asks for help, rather than a setting such as {@code --server.port}. */
    static boolean isNamedIn(String[] arguments) {
        return arguments.length > 0 && (!arguments[0].startsWith("--") || arguments[0].equals("--help"));
    }

    /** Runs the command; the exit code is 0 when it did everything, 1 when it did not, 2 when it was called wrongly. */
    static int run(String[] arguments) {
        CommandLine line = new CommandLine(new Commands());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(sentence(failure));
            return 1;
        });
        return line.execute(arguments);
    }

    private static String sentence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ImportException told) {
                return String.valueOf(told.getMessage());
            }
            if (cause instanceof StartFailure told) {
                return told.problem() + " " + told.remedy();
            }
            if (cause instanceof RequestException) {
                return "Neo4j went away; run the command again, and it goes on where it stopped.";
            }
        }
        return "The command failed: " + failure.getMessage();
    }

    @Override
    public void run() {
        new CommandLine(this).usage(System.out);
    }

    /** Imports a folder. */
    @Command(
            name = "import",
            description =
                    "Imports a folder of CSV files (see docs/importing.md). Can be run again: nothing is doubled.",
            mixinStandardHelpOptions = true)
    static final class ImportCommand implements Callable<Integer> {

        @Parameters(paramLabel = "DIR", description = "the folder; it holds users.csv")
        private @Nullable Path folder;

        @Option(
                names = "--on-bad-row",
                defaultValue = "fail",
                description = "fail: refuse a file that has a bad row (default); skip: import its good rows")
        private String onBadRow = "fail";

        @Unmatched
        private List<String> settings = new ArrayList<>();

        @Override
        public Integer call() {
            OnBadRow mode = OnBadRow.valueOf(onBadRow.toUpperCase(Locale.ROOT));
            Path named = Objects.requireNonNull(folder);
            Imports.requireFolder(named);
            try (var context = new SpringApplicationBuilder(MutualsApplication.class)
                    .web(WebApplicationType.NONE)
                    .properties("logging.level.org.springframework=off")
                    .run(settings.toArray(String[]::new))) {
                Imports imports = context.getBean(Imports.class);
                try (Progress progress = new Progress()) {
                    ImportReport report = imports.run(named, mode, progress);
                    progress.close();
                    print(report);
                    return report.complete() ? 0 : 1;
                }
            }
        }

        private static void print(ImportReport report) {
            for (var file : report.files()) {
                String seconds =
                        String.format(Locale.ROOT, "%.1f s", file.took().toMillis() / 1000.0);
                System.out.println(
                        switch (file.outcome()) {
                            case IMPORTED -> file.file() + ": " + file.rows() + " rows imported in " + seconds;
                            case UNCHANGED -> file.file() + ": imported before, unchanged";
                            case REFUSED -> file.file() + ": nothing imported";
                        });
                file.examples().forEach(row -> System.err.println("  " + row));
                if (file.badRows() > file.examples().size()) {
                    System.err.println(
                            "  … and " + (file.badRows() - file.examples().size()) + " more");
                }
            }
        }
    }

    /** A progress bar for each file, when there is a terminal to draw it on. */
    private static final class Progress implements Imports.Listener, AutoCloseable {

        private final boolean terminal =
                System.console() != null && System.console().isTerminal();
        private @Nullable ProgressBar bar;
        private String task = "";

        @Override
        public void at(String file, long rows) {
            if (!terminal) {
                return;
            }
            String now = rows < 0 ? "checking " + file : "importing " + file;
            if (!now.equals(task) || bar == null) {
                close();
                task = now;
                bar = new ProgressBarBuilder()
                        .setTaskName(now)
                        .setInitialMax(-1)
                        .setUnit(" rows", 1)
                        .build();
            }
            bar.stepTo(Math.abs(rows));
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
                bar = null;
            }
        }
    }
}
