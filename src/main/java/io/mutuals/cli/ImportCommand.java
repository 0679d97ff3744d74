package io.mutuals.cli;

import io.mutuals.api.RequestException;
import io.mutuals.importer.ImportReport;
import io.mutuals.importer.Imports;
import io.mutuals.importer.Imports.OnBadRow;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Imports a folder of CSV files. */
@Command(
        name = "import",
        description = "Imports a folder of CSV files (see docs/importing.md). Can be run again: nothing is doubled.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = Commands.EXIT_CODES,
        exitCodeList = {
            "0: every row is in Neo4j",
            "1: some row is not, or the import failed; the standard error tells why",
            "2: the command was called wrongly"
        })
final class ImportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "the folder to import; it holds users.csv")
    private @Nullable Path folder;

    @Option(
            names = "--on-bad-row",
            description = "fail: refuse a file that has a bad row (default); skip: import its good rows")
    private OnBadRow onBadRow = OnBadRow.FAIL;

    @Unmatched
    private List<String> settings = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec command;

    @Override
    public Integer call() {
        Path source = Objects.requireNonNull(folder);
        Imports.requireFolder(source);
        Commands.requireSettings(settings, Objects.requireNonNull(command));
        try (var context = Commands.open(ImportPart.class, settings)) {
            ImportReport report = run(context.getBean(Imports.class), source);
            CommandLine line = Objects.requireNonNull(command).commandLine();
            print(report, line.getOut(), line.getErr());
            return report.complete() ? 0 : 1;
        } catch (RequestException outage) {
            throw new CommandFailure(
                    "The connection to Neo4j was lost; run the command again, and it goes on where it stopped.");
        }
    }

    private ImportReport run(Imports imports, Path source) {
        try (TerminalProgress bar = TerminalProgress.silentWithoutTerminal()) {
            return imports.run(source, onBadRow, (file, rows) -> show(bar, file, rows));
        }
    }

    private static void show(TerminalProgress bar, String file, long rows) {
        bar.at((rows < 0 ? "checking " : "importing ") + file, Math.abs(rows), 0);
    }

    private static void print(ImportReport report, PrintWriter out, PrintWriter err) {
        for (var file : report.files()) {
            String seconds = String.format(Locale.ROOT, "%.1f s", file.took().toMillis() / 1000.0);
            out.println(
                    switch (file.outcome()) {
                        case IMPORTED -> file.file() + ": " + file.rows() + " rows imported in " + seconds;
                        case UNCHANGED ->
                            file.file() + ": imported before, unchanged"
                                    + (file.badRows() == 0 ? "" : ", without its " + file.badRows() + " bad rows");
                        case REFUSED -> file.file() + ": nothing imported";
                    });
            out.flush();
            if (!file.unknownColumns().isEmpty()) {
                err.println(
                        "  " + file.file() + ": ignored unknown columns: " + String.join(", ", file.unknownColumns()));
            }
            file.examples().forEach(row -> err.println("  " + row));
            if (!file.examples().isEmpty() && file.badRows() > file.examples().size()) {
                err.println("  … and " + (file.badRows() - file.examples().size()) + " more");
            }
        }
        report.unknownFiles().forEach(name -> err.println(name + ": ignored: not a file of the import format"));
        err.flush();
    }
}
