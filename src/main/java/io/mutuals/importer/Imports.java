package io.mutuals.importer;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.mutuals.importer.ImportReport.FileReport;
import io.mutuals.importer.ImportReport.Outcome;
import io.mutuals.importer.RowReader.Row;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.longlong.Roaring64NavigableMap;
import org.springframework.stereotype.Service;

/**
 * Imports folders of CSV files.
 *
 * <p>Each file is read twice: once to check every row, then to write. By default a file with a bad row is refused whole, and so is
 * every file after it that is not imported yet. Progress is kept in the graph, in the transaction of each batch; a run that was
 * interrupted goes on where it stopped, and a file that was imported before is skipped. The heap that an import needs grows only
 * with the number of ids (a compressed bitmap of them) and of handles.
 */
@Service
public class Imports {

    /** The most bad rows of a file that a report quotes. */
    public static final int EXAMPLES = 20;

    private static final int BATCH = 5_000;
    private static final Duration BATCH_TIMEOUT = Duration.ofMinutes(5);

    private static final Statement NOTE_PROGRESS = new Statement("import.progress", """
            MERGE (progress:ImportProgress {key: $key})
            SET progress.rows = $done, progress.complete = $complete
            """);

    private final Graph graph;
    private final ImportProgressRepository progress;
    private final List<ImportFormat> formats;

    Imports(Graph graph, ImportProgressRepository progress, List<ImportFormat> formats) {
        this.graph = graph;
        this.progress = progress;
        this.formats = formats.stream()
                .sorted(Comparator.comparingInt(ImportFormat::place))
                .toList();
    }

    /** What to do with a file that has bad rows. */
    public enum OnBadRow {
        /** Refuse the file, and all that come after it. */
        FAIL,
        /** Import its good rows. */
        SKIP
    }

    /** Is told how far a file has come. */
    @FunctionalInterface
    public interface Listener {

        /** @param rows of the file dealt with so far; {@code -rows} while they are only checked */
        void at(String file, long rows);
    }

    /**
     * Imports {@code folder}.
     *
     * @throws ImportException when it is no folder of this format, with a message for a person
     */
    public ImportReport run(Path folder, OnBadRow onBadRow, Listener listener) {
        requireFolder(folder);
        for (ImportFormat format : formats) {
            if (format.required() && !Files.isRegularFile(folder.resolve(format.file()))) {
                throw new ImportException(
                        "\"" + folder + "\" has no " + format.file() + "; name a folder that has one.");
            }
        }
        Map<String, Roaring64NavigableMap> known = new LinkedHashMap<>();
        List<FileReport> reports = new ArrayList<>();
        boolean refused = false;
        for (ImportFormat format : formats) {
            Path file = folder.resolve(format.file());
            if (Files.isRegularFile(file)) {
                FileReport report = refused
                        ? new FileReport(format.file(), Outcome.REFUSED, 0, 0, List.of(), Duration.ZERO)
                        : importFile(format, file, known, onBadRow, listener);
                reports.add(report);
                refused |= report.outcome() == Outcome.REFUSED;
            }
        }
        return new ImportReport(reports);
    }

    /**
     * Checks that {@code folder} is one; needs no database.
     *
     * @throws ImportException when it is not, with a message for a person
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
        String key = format.file() + ":" + digest(file);
        ImportProgress before = progress.findById(key).orElse(new ImportProgress(key, 0, false));
        if (before.complete()) {
            return new FileReport(format.file(), Outcome.UNCHANGED, 0, 0, List.of(), since(started));
        }
        format.columns().forEach(column -> {
            if (column.refersTo() != null && !column.refersTo().equals(format.label())) {
                known.computeIfAbsent(column.refersTo(), this::idsInGraph);
            }
        });

        List<BadRow> examples = new ArrayList<>();
        long bad = check(format, file, known, examples, listener);
        if (bad > 0 && onBadRow == OnBadRow.FAIL) {
            return new FileReport(format.file(), Outcome.REFUSED, 0, bad, examples, since(started));
        }
        long written = write(format, file, known, before, listener);
        if (format.label() != null) {
            known.remove(format.label());
        }
        return new FileReport(format.file(), Outcome.IMPORTED, written, bad, examples, since(started));
    }

    private long check(
            ImportFormat format,
            Path file,
            Map<String, Roaring64NavigableMap> known,
            List<BadRow> examples,
            Listener listener) {
        long bad = 0;
        long rows = 0;
        long lastLine = 1;
        try (CsvReader<NamedCsvRecord> csv = open(file)) {
            Iterator<NamedCsvRecord> iterator = csv.iterator();
            @Nullable RowReader reader = null;
            while (hasNext(format, iterator)) {
                NamedCsvRecord csvRow = iterator.next();
                if (reader == null) {
                    reader = new RowReader(format, known, csvRow.getHeader());
                }
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
            if (reader != null) {
                var broken = reader.end(lastLine);
                bad += broken.isPresent() ? 1 : 0;
                broken.ifPresent(examples::add);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return bad;
    }

    private long write(
            ImportFormat format,
            Path file,
            Map<String, Roaring64NavigableMap> known,
            ImportProgress before,
            Listener listener) {
        Statement statement = statement(format.writing());
        long written = 0;
        long done = 0;
        List<Map<String, @Nullable Object>> batch = new ArrayList<>(BATCH);
        try (CsvReader<NamedCsvRecord> csv = open(file)) {
            @Nullable RowReader reader = null;
            for (NamedCsvRecord csvRow : csv) {
                if (reader == null) {
                    reader = new RowReader(format, known, csvRow.getHeader());
                }
                Row row = reader.read(csvRow);
                if (++done <= before.rows()) {
                    continue;
                }
                if (row instanceof Row.Good(var values)) {
                    batch.add(values);
                    written++;
                }
                if (batch.size() == BATCH) {
                    commit(format, statement, batch, before.key(), done, false);
                    batch.clear();
                    listener.at(format.file(), done);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        commit(format, statement, batch, before.key(), done, true);
        listener.at(format.file(), done);
        return written;
    }

    private Statement statement(Writing writing) {
        if (writing.first() == null || writing.anyThere() == null) {
            return writing.again();
        }
        boolean there =
                graph.read(writing.anyThere(), Map.of()).getFirst().get("there").asBoolean();
        return there ? writing.again() : writing.first();
    }

    private void commit(
            ImportFormat format,
            Statement statement,
            List<Map<String, @Nullable Object>> rows,
            String key,
            long done,
            boolean last) {
        List<Graph.Call> calls = new ArrayList<>();
        calls.add(new Graph.Call(statement, Map.of("rows", List.copyOf(rows))));
        if (last && format.finish() != null) {
            calls.add(new Graph.Call(format.finish(), Map.of()));
        }
        calls.add(new Graph.Call(NOTE_PROGRESS, Map.of("key", key, "done", done, "complete", last)));
        graph.write(calls, BATCH_TIMEOUT);
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

    private static boolean hasNext(ImportFormat format, Iterator<?> rows) {
        try {
            return rows.hasNext();
        } catch (CsvParseException malformed) {
            throw new ImportException(format.file() + " is not a CSV file: " + malformed.getMessage());
        }
    }

    private static CsvReader<NamedCsvRecord> open(Path file) throws IOException {
        return RowReader.csv().ofNamedCsvRecord(file);
    }

    private static String digest(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
