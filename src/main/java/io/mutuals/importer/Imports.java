package io.mutuals.importer;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.mutuals.changelog.ChangeLog;
import io.mutuals.importer.ImportReport.FileReport;
import io.mutuals.importer.ImportReport.Outcome;
import io.mutuals.importer.RowReader.Row;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.longlong.Roaring64NavigableMap;
import org.springframework.stereotype.Service;

/**
 * Imports folders of CSV files.
 *
 * <p>Each file is read twice: first to check every row, then to write. By default a file with a bad row is refused, and
 * so are all files after it. Progress is stored in the graph, in the transaction of each batch, so an interrupted
 * import continues where it stopped, and a file that was imported before is skipped. Heap use grows with the number of
 * ids (a compressed bitmap) and of handles only.
 */
@Service
public class Imports {

    /** The maximal number of bad rows that a report quotes for a file. */
    public static final int EXAMPLES = 20;

    private static final Pattern TABLE = Pattern.compile("(?i).+\\.(csv|tsv)(\\.(gz|zip|bz2))?");
    private static final int BATCH = 5_000;
    private static final Duration BATCH_TIMEOUT = Duration.ofMinutes(5);

    private static final Statement NOTE_PROGRESS = new Statement("import.progress", """
            MERGE (progress:ImportProgress {key: $key})
            SET progress.rows = $rows, progress.badRows = $badRows, progress.complete = $complete
            """);

    private static final Statement PROGRESS = new Statement("import.progressOf", """
            MATCH (progress:ImportProgress {key: $key})
            RETURN progress.rows AS rows, coalesce(progress.badRows, 0) AS badRows, progress.complete AS complete
            """);

    private final Graph graph;
    private final List<ImportFormat> formats;

    Imports(Graph graph, List<ImportFormat> formats) {
        this.graph = graph;
        this.formats = formats.stream()
                .sorted(Comparator.comparingInt(ImportFormat::order))
                .toList();
    }

    /**
     * The progress of one file, as stored in the graph.
     *
     * @param key the name of the file with a digest of its content, so a changed file is another file
     * @param rows the number of processed rows, good or bad
     * @param badRows the number of bad rows in the whole file
     * @param complete whether all rows are processed
     */
    private record Progress(String key, long rows, long badRows, boolean complete) {}

    private record Checked(long bad, List<BadRow> examples, List<String> unknownColumns) {}

    /** The treatment of a file with bad rows. */
    public enum OnBadRow {
        /** Refuse the file and all files after it. */
        FAIL,
        /** Import the good rows. */
        SKIP
    }

    /** A listener to the progress of an import. */
    @FunctionalInterface
    public interface Listener {

        /**
         * @param rows the number of rows of the file written so far; negative while the file is checked, the negated
         * number checked
         */
        void at(String file, long rows);
    }

    /**
     * Imports a folder.
     *
     * @throws ImportException if it is not a folder of this format
     */
    public ImportReport run(Path folder, OnBadRow onBadRow, Listener listener) {
        requireFolder(folder);
        for (ImportFormat format : formats) {
            if (format.required() && !Files.isRegularFile(folder.resolve(format.file()))) {
                throw new ImportException(
                        "\"" + folder + "\" has no " + format.file() + "; name a folder that has one.");
            }
            Path file = folder.resolve(format.file());
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new ImportException("\"" + file + "\" is not a file; make it one, or rename it.");
            }
        }
        Map<String, Roaring64NavigableMap> known = new LinkedHashMap<>();
        List<FileReport> reports = new ArrayList<>();
        boolean refused = false;
        for (ImportFormat format : formats) {
            Path file = folder.resolve(format.file());
            if (Files.isRegularFile(file)) {
                FileReport report = refused
                        ? new FileReport(format.file(), Outcome.REFUSED, 0, 0, List.of(), List.of(), Duration.ZERO)
                        : importFile(format, file, known, onBadRow, listener);
                reports.add(report);
                refused |= report.outcome() == Outcome.REFUSED;
            }
        }
        return new ImportReport(reports, unknownFiles(folder));
    }

    /**
     * Tables that are not part of the format are reported, because a misspelt file would otherwise be missed silently.
     */
    private List<String> unknownFiles(Path folder) {
        Set<String> known = formats.stream().map(ImportFormat::file).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> TABLE.matcher(name).matches() && !known.contains(name))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw CsvFile.unreadable("\"" + folder + "\"", unreadable);
        }
    }

    /**
     * Checks that {@code folder} is a folder; needs no database.
     *
     * @throws ImportException if it is not
     */
    public static void requireFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new ImportException("\"" + folder + "\" is not a folder; name one that holds users.csv.");
        }
    }

    private FileReport importFile(
            ImportFormat format,
            Path file,
            Map<String, Roaring64NavigableMap> known,
            OnBadRow onBadRow,
            Listener listener) {
        long started = System.nanoTime();
        Progress before = progress(format.file() + ":" + digest(format, file));
        if (before.complete()) {
            return new FileReport(
                    format.file(), Outcome.UNCHANGED, 0, before.badRows(), List.of(), List.of(), since(started));
        }
        readKnown(format, known);
        addSkipped(format, file, known);
        Checked checked;
        try {
            checked = check(format, file, known, listener);
        } catch (CsvFile.Unreadable broken) {
            return new FileReport(
                    format.file(), Outcome.REFUSED, 0, 1, List.of(broken.row()), List.of(), since(started));
        }
        if (checked.bad() > 0 && onBadRow == OnBadRow.FAIL) {
            return report(format, Outcome.REFUSED, 0, checked, started);
        }
        long written = write(format, file, known, before, checked.bad(), listener);
        if (format.label() != null) {
            known.remove(format.label());
        }
        return report(format, Outcome.IMPORTED, written, checked, started);
    }

    /** Reads the ids in the graph that the rows of a file may refer to. */
    private void readKnown(ImportFormat format, Map<String, Roaring64NavigableMap> known) {
        format.columns().forEach(column -> {
            if (column.refersTo() != null && !column.refersTo().equals(format.label())) {
                known.computeIfAbsent(column.refersTo(), this::idsInGraph);
            }
        });
    }

    /** Adds the ids of rows that were skipped: those in the files beside {@code file}, imported now or before. */
    private void addSkipped(ImportFormat format, Path file, Map<String, Roaring64NavigableMap> known) {
        for (Column column : format.columns()) {
            String label = column.refersTo();
            if (column.orSkipped() && label != null) {
                for (ImportFormat other : formats) {
                    Path described = file.resolveSibling(other.file());
                    if (label.equals(other.label()) && Files.isRegularFile(described)) {
                        readKnown(other, known);
                        Map<String, Roaring64NavigableMap> others = new LinkedHashMap<>(known);
                        others.remove(label);
                        Objects.requireNonNull(known.get(label)).or(idsIn(other, described, others));
                    }
                }
            }
        }
    }

    /** Returns the ids of the good rows of a file. */
    private static Roaring64NavigableMap idsIn(
            ImportFormat format, Path file, Map<String, Roaring64NavigableMap> known) {
        try (CsvFile csv = CsvFile.open(format.file(), file)) {
            RowReader reader = new RowReader(format, known, csv.header());
            while (csv.hasNext()) {
                reader.read(csv.next());
            }
            return reader.ids();
        }
    }

    private static FileReport report(
            ImportFormat format, Outcome outcome, long written, Checked checked, long started) {
        return new FileReport(
                format.file(),
                outcome,
                written,
                checked.bad(),
                checked.examples(),
                checked.unknownColumns(),
                since(started));
    }

    private Progress progress(String key) {
        return graph.read(PROGRESS, Map.of("key", key)).stream()
                .map(row -> new Progress(
                        key,
                        row.get("rows").asLong(),
                        row.get("badRows").asLong(),
                        row.get("complete").asBoolean()))
                .findFirst()
                .orElse(new Progress(key, 0, 0, false));
    }

    private Checked check(ImportFormat format, Path file, Map<String, Roaring64NavigableMap> known, Listener listener) {
        List<BadRow> examples = new ArrayList<>();
        long bad = 0;
        long rows = 0;
        long lastLine = 1;
        try (CsvFile csv = CsvFile.open(format.file(), file)) {
            RowReader reader = new RowReader(format, known, csv.header());
            while (csv.hasNext()) {
                CsvRecord csvRow = csv.next();
                if (reader.read(csvRow) instanceof Row.Bad(BadRow reason)) {
                    bad++;
                    if (examples.size() < EXAMPLES) {
                        examples.add(reason);
                    }
                }
                if (++rows % BATCH == 0) {
                    listener.at(format.file(), -rows);
                }
                lastLine = csvRow.getStartingLineNumber();
            }
            var violation = rows == 0 ? Optional.<BadRow>empty() : reader.end(lastLine);
            bad += violation.isPresent() ? 1 : 0;
            violation.ifPresent(examples::add);
            return new Checked(bad, examples, reader.unknownColumns());
        }
    }

    private long write(
            ImportFormat format,
            Path file,
            Map<String, Roaring64NavigableMap> known,
            Progress before,
            long bad,
            Listener listener) {
        Statement statement = statement(format.writing());
        long written = 0;
        long done = 0;
        List<Map<String, @Nullable Object>> batch = new ArrayList<>(BATCH);
        try (CsvFile csv = CsvFile.open(format.file(), file)) {
            RowReader reader = new RowReader(format, known, csv.header());
            while (csv.hasNext()) {
                Row row = reader.read(csv.next());
                if (++done <= before.rows()) {
                    continue;
                }
                if (row instanceof Row.Good(var values)) {
                    batch.add(values);
                    written++;
                }
                if (batch.size() == BATCH) {
                    commit(format, statement, batch, new Progress(before.key(), done, bad, false));
                    batch.clear();
                    listener.at(format.file(), done);
                }
            }
        }
        commit(format, statement, batch, new Progress(before.key(), done, bad, true));
        listener.at(format.file(), done);
        return written;
    }

    private Statement statement(Writing writing) {
        if (writing.create() == null || writing.exists() == null) {
            return writing.merge();
        }
        boolean exists = graph.read(writing.exists(), Map.of())
                .getFirst()
                .get("isPresent")
                .asBoolean();
        return exists ? writing.merge() : writing.create();
    }

    private void commit(
            ImportFormat format, Statement statement, List<Map<String, @Nullable Object>> rows, Progress progress) {
        List<Graph.Call> calls = new ArrayList<>();
        calls.add(new Graph.Call(statement, Map.of("rows", List.copyOf(rows))));
        if (progress.complete() && format.finish() != null) {
            calls.add(new Graph.Call(format.finish(), Map.of()));
        }
        calls.add(new Graph.Call(
                NOTE_PROGRESS,
                Map.of(
                        "key", progress.key(),
                        "rows", progress.rows(),
                        "badRows", progress.badRows(),
                        "complete", progress.complete())));
        calls.add(ChangeLog.changeOfEverything());
        try {
            graph.write(calls, BATCH_TIMEOUT);
        } catch (Graph.ConstraintViolation duplicate) {
            throw new ImportException(format.file() + ": one of the " + rows.size() + " rows up to row "
                    + progress.rows() + " has an id or a handle that something else in Neo4j has already; "
                    + "give it another, or import into an empty graph.");
        }
    }

    private Roaring64NavigableMap idsInGraph(String label) {
        Roaring64NavigableMap ids = new Roaring64NavigableMap();
        Statement statement = new Statement("import.ids", "MATCH (n:" + label + ") RETURN n.id AS id");
        graph.stream(
                statement,
                Map.of(),
                BATCH_TIMEOUT,
                row -> ids.addLong(row.get("id").asLong()));
        return ids;
    }

    private static String digest(ImportFormat format, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException unreadable) {
            throw CsvFile.unreadable(format.file(), unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
