package io.mutuals.importer;

import de.siegmar.fastcsv.reader.CsvReader;
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

/** Reads the rows of one file, each as values or as the reason why it is bad. Meant for one pass. */
final class RowReader {

    /** A line with fewer fields than this may well be text. */
    private static final int FIELDS_OF_ROWS = 4;

    private final ImportFormat format;
    private final Map<String, Roaring64NavigableMap> known;
    private final List<String> header;
    private final Map<String, Integer> places = new HashMap<>();
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
        this.header = header;
        for (int place = 0; place < header.size(); place++) {
            if (places.put(key(header.get(place)), place) != null) {
                throw new ImportException(format.file() + " has two columns \"" + header.get(place)
                        + "\"; rename or remove one of them.");
            }
        }
        for (Column column : format.columns()) {
            if (column.required() && !places.containsKey(key(column.name()))) {
                throw new ImportException(
                        format.file() + " has no column \"" + column.name() + "\"; add it to the header row.");
            }
        }
    }

    /** The ids that the rows read so far describe. */
    Roaring64NavigableMap ids() {
        return ids;
    }

    /** The columns of the file that the format does not know. */
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

    static CsvReader.CsvReaderBuilder csv() {
        return CsvFile.csv();
    }

    /** The row's values by column name, or why it is bad. */
    Row read(CsvRecord csvRow) {
        if (csvRow.getFieldCount() > header.size()) {
            return bad(
                    csvRow,
                    "has " + csvRow.getFieldCount() + " fields, but the header names " + header.size()
                            + " columns; put text that holds a comma into quotes");
        }
        Map<String, @Nullable Object> values = new HashMap<>();
        for (Column column : format.columns()) {
            Integer place = places.get(key(column.name()));
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

    /** Whether a line of the text, beyond its first, could be a row: as many fields, of which the first is as its column wants it. */
    private boolean holdsRows(String text) {
        Column first = format.columns().stream()
                .filter(column -> key(column.name()).equals(key(header.getFirst())))
                .findFirst()
                .orElse(null);
        if (first == null || header.size() < FIELDS_OF_ROWS) {
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

    /** What is wrong with the file, told with the line of its last row. */
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

    private Row bad(CsvRecord csvRow, String reason) {
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
