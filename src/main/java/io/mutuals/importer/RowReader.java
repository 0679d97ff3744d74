package io.mutuals.importer;

import de.siegmar.fastcsv.reader.CsvRecord;
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

/**
 * Parses and checks the rows of one file. Serves one pass, because it remembers ids and unique values. Not thread-safe.
 */
final class RowReader {

    /** A line with fewer fields may well be text. */
    private static final int MIN_FIELDS_OF_ROW = 4;

    private final ImportFormat format;
    private final Map<String, Roaring64NavigableMap> known;
    private final List<String> header;
    private final Map<String, Integer> columnIndexes = new HashMap<>();
    private final Roaring64NavigableMap ids = new Roaring64NavigableMap();
    private final Map<String, Set<String>> seen = new HashMap<>();
    private final RowRule rule;

    /** The columns whose references identify a relationship; empty if rows have ids. */
    private final List<Column> ends;

    private final Roaring64NavigableMap pairs = new Roaring64NavigableMap();

    /** @param known the ids that rows may refer to, by label */
    RowReader(ImportFormat format, Map<String, Roaring64NavigableMap> known, List<String> header) {
        this.format = format;
        this.known = known;
        this.rule = format.rule().get();
        this.ends = format.label() != null
                ? List.of()
                : format.columns().stream()
                        .filter(column -> column.refersTo() != null)
                        .toList();
        this.header = header;
        for (int place = 0; place < header.size(); place++) {
            if (columnIndexes.put(key(header.get(place)), place) != null) {
                throw new ImportException(format.file() + " has two columns \"" + header.get(place)
                        + "\"; rename or remove one of them.");
            }
        }
        for (Column column : format.columns()) {
            if (column.required() && !columnIndexes.containsKey(key(column.name()))) {
                throw new ImportException(
                        format.file() + " has no column \"" + column.name() + "\"; add it to the header row.");
            }
        }
    }

    /** Returns the ids of the rows read so far. */
    Roaring64NavigableMap ids() {
        return ids;
    }

    /** Returns the names of the file's columns that are not part of the format. */
    List<String> unknownColumns() {
        Set<String> columns =
                format.columns().stream().map(column -> key(column.name())).collect(Collectors.toSet());
        return header.stream()
                .filter(name -> !name.isBlank() && !columns.contains(key(name)))
                .toList();
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** Parses and checks a row. */
    Row read(CsvRecord csvRow) {
        if (csvRow.getFieldCount() > header.size()) {
            return bad(
                    csvRow,
                    "has " + csvRow.getFieldCount() + " fields, but the header names " + header.size()
                            + " columns; put text that holds a comma into quotes");
        }
        Map<String, @Nullable Object> values = new HashMap<>();
        for (Column column : format.columns()) {
            Integer place = columnIndexes.get(key(column.name()));
            String text = place == null || place >= csvRow.getFieldCount() ? "" : csvRow.getField(place);
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
            if (text.indexOf('\n') >= 0 && holdsRows(text)) {
                return bad(
                        csvRow,
                        column.name() + " runs over several lines that look like rows of this file; close the quote"
                                + " that opens it");
            }
            if (column.refersTo() != null && !isKnown(column.refersTo(), (Long) value)) {
                return bad(
                        csvRow,
                        "there is no " + column.refersTo().toLowerCase(Locale.ROOT) + " " + value + " (" + column.name()
                                + ")");
            }
            values.put(column.name(), value);
        }
        var violation = rule.violation(values);
        if (violation.isPresent()) {
            return bad(csvRow, violation.get());
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

    /**
     * Returns whether a line after the first could be a row: it has enough fields, and the first is valid for its
     * column.
     */
    private boolean holdsRows(String text) {
        Column first = format.columns().stream()
                .filter(column -> key(column.name()).equals(key(header.getFirst())))
                .findFirst()
                .orElse(null);
        if (first == null || header.size() < MIN_FIELDS_OF_ROW) {
            return false;
        }
        return text.lines().skip(1).map(line -> line.split(",", -1)).anyMatch(fields -> {
            try {
                first.type().read(fields[0]);
                return fields.length >= header.size();
            } catch (IllegalArgumentException noRow) {
                return false;
            }
        });
    }

    /** Checks the file after its last row; a violation is reported on the line of that row. */
    Optional<BadRow> end(long lastLine) {
        return rule.violationAtEnd().map(reason -> new BadRow(format.file(), lastLine, reason));
    }

    /** A pair is stored as one number, made of the ranks of its ids among all known ids. */
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

    private Row bad(CsvRecord csvRow, String reason) {
        return new Row.Bad(new BadRow(format.file(), csvRow.getStartingLineNumber(), reason));
    }

    /** A parsed row. */
    sealed interface Row {

        /** A row to import; {@code values} are by column name, null for an empty optional column. */
        record Good(Map<String, @Nullable Object> values) implements Row {}

        /** A row that cannot be imported. */
        record Bad(BadRow reason) implements Row {}
    }
}
