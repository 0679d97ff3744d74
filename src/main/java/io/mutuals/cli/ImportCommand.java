package io.mutuals.cli;

import io.mutuals.api.RequestException;
import io.mutuals.importer.ImportReport;
import io.mutuals.importer.Imports;
import io.mutuals.importer.Imports.OnBadRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** Imports a folder. */
@Command(
        name = "import",
        description = "Imports a folder of CSV files (see docs/importing.md). Can be run again: nothing is doubled.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "the folder; it holds users.csv")
    private @Nullable Path folder;

    @Option(
            names = "--on-bad-row",
            description = "fail: refuse a file that has a bad row (default); skip: import its good rows")
    private OnBadRow onBadRow = OnBadRow.FAIL;

    @Unmatched
    private List<String> settings = new ArrayList<>();

    @Override
    public Integer call() {
        Path named = Objects.requireNonNull(folder);
        Imports.requireFolder(named);
        try (var context = Commands.open(settings)) {
            ImportReport report = run(context.getBean(Imports.class), named);
            print(report);
            return report.complete() ? 0 : 1;
        } catch (RequestException away) {
            throw new CommandFailure("Neo4j went away; run the command again, and it goes on where it stopped.");
        }
    }

    private ImportReport run(Imports imports, Path named) {
        try (TerminalProgress bar = TerminalProgress.silentWithoutTerminal()) {
            return imports.run(named, onBadRow, (file, rows) -> show(bar, file, rows));
        }
    }

    private static void show(TerminalProgress bar, String file, long rows) {
        bar.at((rows < 0 ? "checking " : "importing ") + file, Math.abs(rows), 0);
    }

    private static void print(ImportReport report) {
        for (var file : report.files()) {
            String seconds = String.format(Locale.ROOT, "%.1f s", file.took().toMillis() / 1000.0);
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
