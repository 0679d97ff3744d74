package io.mutuals.importer;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.longlong.Roaring64NavigableMap;

/** Reads the rows of one file, each as values or as the reason why it is bad. Meant for one pass. */
final class RowReader {

    private final ImportFormat format;
    private final Map<String, Roaring64NavigableMap> known;
    private final Map<String, String> headers = new HashMap<>();
    private final Roaring64NavigableMap ids = new Roaring64NavigableMap();
    private final Map<String, Set<String>> seen = new HashMap<>();
    private final RowRule rule;

    /** The columns whose references no two rows may share; empty when rows have ids. */
    private final List<Column> ends;

    private final Roaring64NavigableMap pairs = new Roaring64NavigableMap();

    /** @param known the ids that may be referred to, by label */
    RowReader(ImportFormat format, Map<String, Roaring64NavigableMap> known, List<String> header) {
        this.format = format;
        this.known = known;
        this.rule = format.rule().get();
        this.ends = format.label() != null
                ? List.of()
                : format.columns().stream()
                        .filter(column -> column.refersTo() != null)
                        .toList();
        for (String name : header) {
            headers.put(name.strip().toLowerCase(Locale.ROOT), name);
        }
        for (Column column : format.columns()) {
            if (column.required() && !headers.containsKey(column.name().toLowerCase(Locale.ROOT))) {
                throw new ImportException(
                        format.file() + " has no column \"" + column.name() + "\"; add it to the header row.");
            }
        }
    }

    /** The ids that the rows read so far describe. */
    Roaring64NavigableMap ids() {
        return ids;
    }

    static CsvReader.CsvReaderBuilder csv() {
        return CsvReader.builder().skipEmptyLines(true);
    }

    /** The row's values by column name, or why it is bad. */
    Row read(NamedCsvRecord csvRow) {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (Column column : format.columns()) {
            String header = headers.get(column.name().toLowerCase(Locale.ROOT));
            String text = header == null ? "" : csvRow.findField(header).orElse("");
            if (text.isEmpty()) {
                if (column.required()) {
                    return bad(csvRow, column.name() + " is missing");
                }
                values.put(column.name(), null);
                continue;
            }
            Object value;
            try {
                value = column.type().read(text);
            } catch (IllegalArgumentException wrong) {
                return bad(csvRow, column.name() + " " + wrong.getMessage() + ", not \"" + text + "\"");
            }
            if (column.refersTo() != null && !isKnown(column.refersTo(), (Long) value)) {
                return bad(
                        csvRow,
                        "there is no " + column.refersTo().toLowerCase(Locale.ROOT) + " " + value + " (" + column.name()
                                + ")");
            }
            values.put(column.name(), value);
        }
        var broken = rule.broken(values);
        if (broken.isPresent()) {
            return bad(csvRow, broken.get());
        }
        for (Column column : format.columns()) {
            Object value = values.get(column.name());
            if (column.unique() && value != null && !isNew(column, value)) {
                return bad(csvRow, column.name() + " " + value + " stands in an earlier row already");
            }
        }
        if (!ends.isEmpty() && !isNewPair(values)) {
            String names = ends.stream().map(Column::name).collect(Collectors.joining(" and "));
            return bad(csvRow, "the same " + names + " stand in an earlier row already");
        }
        return new Row.Good(values);
    }

    /** What is wrong with the file as a whole, told with the line of its last row. */
    Optional<BadRow> end(long lastLine) {
        return rule.brokenAtEnd().map(reason -> new BadRow(format.file(), lastLine, reason));
    }

    /** Pairs are remembered as one number each: the places of the two among all that are known. */
    private boolean isNewPair(Map<String, @Nullable Object> values) {
        long pair = 0;
        for (Column end : ends) {
            Roaring64NavigableMap all = Objects.requireNonNull(known.get(end.refersTo()));
            pair = pair * all.getLongCardinality()
                    + all.rankLong((Long) Objects.requireNonNull(values.get(end.name())));
        }
        boolean fresh = !pairs.contains(pair);
        pairs.addLong(pair);
        return fresh;
    }

    private boolean isKnown(String label, long id) {
        Roaring64NavigableMap others = known.get(label);
        return (others != null && others.contains(id)) || (label.equals(format.label()) && ids.contains(id));
    }

    private boolean isNew(Column column, Object value) {
        if (column.name().equals("id")) {
            long id = (Long) value;
            boolean fresh = !ids.contains(id);
            ids.addLong(id);
            return fresh;
        }
        return seen.computeIfAbsent(column.name(), name -> new HashSet<>()).add(value.toString());
    }

    private Row bad(NamedCsvRecord csvRow, String reason) {
        return new Row.Bad(new BadRow(format.file(), csvRow.getStartingLineNumber(), reason));
    }

    /** One row. */
    sealed interface Row {

        /** Values by column name; null where an optional one is empty. */
        record Good(Map<String, @Nullable Object> values) implements Row {}

        /** Why it cannot be imported. */
        record Bad(BadRow reason) implements Row {}
    }
}
