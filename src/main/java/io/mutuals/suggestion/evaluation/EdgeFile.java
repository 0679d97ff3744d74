package io.mutuals.suggestion.evaluation;

import io.mutuals.suggestion.evaluation.BadLines.BadLine;
import io.mutuals.suggestion.evaluation.BadLines.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads friendships from a text file: {@code a,b} or {@code a,b,time} a line.
 *
 * <p>Separators are commas, semicolons, tabs or blanks. Ids are non-negative whole numbers. Empty lines and lines that
 * begin with {@code #} or {@code %} are skipped. Column names come from a first line without numbers, or from a comment
 * before it: names such as {@code source} and {@code target} mark the people, a name such as {@code since} or
 * {@code created_at} the time. Without names, the people are the first two columns, and the time is the only further
 * column whose values are times of 1980 to 2100. A file that is still ambiguous is refused. The KONECT and Matrix
 * Market formats are recognised.
 *
 * <p>Times are numbers since 1970 (seconds, milliseconds, microseconds or nanoseconds, decided by their size), days, or
 * instants such as {@code 2026-01-31T12:00:00Z}. Friendships are undirected: a person's pair with themselves is
 * dropped, and repeated pairs are merged into one with the earliest time. A file whose name ends in {@code .gz} is
 * decompressed.
 */
public final class EdgeFile {

    private static final int LINES_PER_REPORT = 1 << 16;

    /** A column of fewer consecutive numbers may be a coincidence. */
    private static final int COUNTING_LINES = 10;

    private static final String MATRIX_MARKET = "%%matrixmarket";

    private static final String WRITE_LINES =
            "Write a friendship a line, a,b or a,b,time: ids are whole numbers from 0 to " + Long.MAX_VALUE
                    + ", times are seconds since 1970 or instants such as 2026-01-31T12:00:00Z. "
                    + "Begin lines to skip with #.";

    private static final String NAME_COLUMNS =
            "Name the columns in the first line, such as source,target,weight,time, or with --columns.";

    private final Path file;
    private final List<String> given;
    private final BadLines bad = new BadLines();
    private final Map<Integer, ColumnValues> values = new TreeMap<>();
    private long[] ones = new long[1024];
    private long[] others = new long[1024];
    private int size;

    private @Nullable EdgeColumns columns;
    private List<String> comment = List.of();
    private @Nullable Matrix matrix;
    private boolean konect;
    private boolean started;
    private int rowNames;
    private boolean counting = true;
    private long firstId;

    /** The size line of a Matrix Market file; both are -1 before it is read. */
    private record Matrix(long rows, long entries) {}

    private EdgeFile(Path file, List<String> given) {
        this.file = file;
        this.given = given;
    }

    /** Reads a file without given column names and without progress; see {@link #read(Path, List, Progress)}. */
    public static EdgeList read(Path file) throws IOException {
        return read(file, List.of(), Progress.NONE);
    }

    /**
     * Reads a file.
     *
     * @param columns the column names, which override those in the file; empty to use the file's
     * @throws BadEdgeFileException if the file is ambiguous or has invalid lines; the message gives each reason once
     * @throws IOException if the file cannot be read
     */
    public static EdgeList read(Path file, List<String> columns, Progress progress) throws IOException {
        return new EdgeFile(file, columns).read(progress);
    }

    private EdgeList read(Progress progress) throws IOException {
        String step = "Reading " + file.getFileName();
        try (InputStream bytes = open();
                BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line, ++number);
                if (number % LINES_PER_REPORT == 0) {
                    progress.at(step, number, 0);
                }
            }
            progress.at(step, number, number);
        }
        if (!bad.isEmpty()) {
            throw new BadEdgeFileException(file, bad.summary(), WRITE_LINES);
        }
        if (matrix != null && matrix.entries != size) {
            throw new BadEdgeFileException(
                    file,
                    "its size line says " + matrix.entries + " entries, but it holds " + size,
                    "Fetch the file again; it was cut off.");
        }
        EdgeColumns roles = columns == null ? EdgeColumns.ofFormat(EdgeColumns.NO_TIME) : columns;
        refuseRowNumbers(roles);
        int time = timeColumn(roles);
        return EdgeList.of(edges(time), timeSource(roles, time));
    }

    private InputStream open() throws IOException {
        InputStream bytes = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    }

    private void take(String raw, long number) throws BadEdgeFileException {
        String line = (number == 1 && raw.startsWith("\uFEFF") ? raw.substring(1) : raw).strip();
        if (line.isEmpty()) {
            return;
        }
        if (line.charAt(0) == '#' || line.charAt(0) == '%') {
            if (!started) {
                comment(line, number);
            }
            return;
        }
        String[] row = columns(line);
        if (matrix != null && matrix.entries < 0) {
            matrix = sizes(row);
            return;
        }
        if (!started) {
            started = true;
            boolean header = matrix == null && isHeader(row);
            columns = columns(row, header);
            if (header) {
                return;
            }
        }
        try {
            add(row, line.charAt(0) == '"');
        } catch (BadLine wrong) {
            bad.add(number, wrong);
        }
    }

    private void comment(String line, long number) throws BadEdgeFileException {
        String[] words = line.substring(1).strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
        if (number == 1 && line.toLowerCase(Locale.ROOT).startsWith(MATRIX_MARKET)) {
            if (words.length < 4 || !words[1].equals("matrix") || !words[2].equals("coordinate")) {
                throw new BadEdgeFileException(
                        file, "it is no list of entries (" + line + ")", "Write it as a matrix in coordinates.");
            }
            matrix = new Matrix(-1, -1);
        } else if (number == 1
                && line.charAt(0) == '%'
                && List.of("sym", "asym", "bip").contains(words[0])) {
            if (words[0].equals("bip")) {
                throw bipartite("KONECT calls it bipartite");
            }
            konect = true;
        } else {
            List<String> names = List.of(columns(line.substring(1).strip()));
            comment = EdgeColumns.namePeople(names) ? names : comment;
        }
    }

    private BadEdgeFileException bipartite(String reason) {
        return new BadEdgeFileException(
                file,
                reason + ": its two columns count things of different kinds",
                "Name a file of friendships between people of one kind.");
    }

    private Matrix sizes(String[] row) throws BadEdgeFileException {
        try {
            long rows = Long.parseLong(row[0]);
            if (row.length == 3 && rows != Long.parseLong(row[1])) {
                throw bipartite("It is a matrix of " + row[0] + " by " + row[1]);
            }
            if (row.length == 3) {
                return new Matrix(rows, Long.parseLong(row[2]));
            }
        } catch (NumberFormatException noSizes) {
            // reported below
        }
        throw new BadEdgeFileException(
                file,
                "the line before the entries does not say how many rows, columns and entries there are",
                "Write it after the comments, such as: 10 10 24.");
    }

    private static String[] columns(String line) {
        String separator = line.indexOf(',') >= 0 ? "," : line.indexOf(';') >= 0 ? ";" : "\\s+";
        String[] columns = line.split(separator, -1);
        for (int at = 0; at < columns.length; at++) {
            String column = columns[at].strip();
            boolean quoted = column.length() > 1 && column.startsWith("\"") && column.endsWith("\"");
            columns[at] = quoted ? column.substring(1, column.length() - 1).strip() : column;
        }
        return columns;
    }

    private static boolean isHeader(String[] columns) {
        return columns.length >= 2 && !startsAsNumber(columns[0]) && !startsAsNumber(columns[1]);
    }

    private static boolean startsAsNumber(String column) {
        return !column.isEmpty() && (Character.isDigit(column.charAt(0)) || column.charAt(0) == '-');
    }

    private EdgeColumns columns(String[] first, boolean header) throws BadEdgeFileException {
        try {
            if (!given.isEmpty()) {
                return EdgeColumns.named(given);
            }
            if (header) {
                return EdgeColumns.named(List.of(first));
            }
            if (matrix != null) {
                return EdgeColumns.ofFormat(EdgeColumns.NO_TIME);
            }
            if (konect) {
                return EdgeColumns.ofFormat(3);
            }
            return comment.size() == first.length ? EdgeColumns.named(comment) : EdgeColumns.unnamed();
        } catch (IllegalArgumentException unclear) {
            throw new BadEdgeFileException(file, String.valueOf(unclear.getMessage()), NAME_COLUMNS);
        }
    }

    private void add(String[] row, boolean quoted) throws BadLine {
        EdgeColumns roles = columns == null ? EdgeColumns.unnamed() : columns;
        if (row.length < 2) {
            throw new BadLine(Reason.TOO_FEW_COLUMNS, "has one column, but a friendship has two ids: a,b or a,b,time");
        }
        int names = roles.names().size();
        if (size == 0 && names > 0 && row.length == names + 1 && quoted) {
            // R writes a column of row names, and no name above it.
            rowNames = 1;
        }
        if (names > 0 && row.length - rowNames > names) {
            throw new BadLine(Reason.TOO_MANY_COLUMNS, "has " + row.length + " columns, but " + names + " are named");
        }
        if (row.length - rowNames <= Math.max(roles.one(), roles.other())) {
            throw new BadLine(Reason.TOO_FEW_COLUMNS, "has " + row.length + " columns, but " + names + " are named");
        }
        long one = id(row[roles.one() + rowNames]);
        long other = id(row[roles.other() + rowNames]);
        for (int at = 0; at + rowNames < row.length; at++) {
            String text = row[at + rowNames];
            if (roles.mayBeTime(at) && !text.isEmpty()) {
                put(roles, at, text);
            }
        }
        if (size == ones.length) {
            ones = Arrays.copyOf(ones, 2 * size);
            others = Arrays.copyOf(others, 2 * size);
        }
        firstId = size == 0 ? one : firstId;
        counting &= row.length > 2 && one == firstId + size;
        ones[size] = one;
        others[size++] = other;
    }

    /** A text is an error only in a column that must hold times: in the time column, or in any column without names. */
    private void put(EdgeColumns roles, int at, String text) throws BadLine {
        ColumnValues column = values.computeIfAbsent(at, place -> new ColumnValues());
        try {
            column.put(size, text);
        } catch (BadLine noTime) {
            if (roles.names().isEmpty() || roles.time() == at) {
                throw noTime;
            }
            column.putText();
        }
    }

    private static long id(String column) throws BadLine {
        try {
            long id = Long.parseLong(column);
            if (id >= 0) {
                return id;
            }
            throw new BadLine(Reason.NEGATIVE_ID, "\"" + column + "\" is not an id: it is negative");
        } catch (NumberFormatException notANumber) {
            throw column.matches("\\d+")
                    ? new BadLine(Reason.LARGE_ID, "\"" + column + "\" is not an id: it is too large a number")
                    : new BadLine(Reason.NO_ID, "\"" + column + "\" is not an id: write a whole number");
        }
    }

    /** Without names, a first column that numbers the lines or holds times is probably not people. */
    private void refuseRowNumbers(EdgeColumns roles) throws BadEdgeFileException {
        if (!roles.names().isEmpty() || roles.time() != EdgeColumns.UNKNOWN || values.isEmpty()) {
            return;
        }
        boolean onlyTimesBeside =
                values.size() == 1 && values.values().iterator().next().looksLikeTimes();
        if (counting && size >= COUNTING_LINES && !onlyTimesBeside) {
            throw new BadEdgeFileException(file, "column 1 counts the lines, so it may hold no people", NAME_COLUMNS);
        }
        if (values.values().stream().noneMatch(ColumnValues::looksLikeTimes) && firstLooksLikeTimes()) {
            throw new BadEdgeFileException(file, "column 1 holds times, so it may hold no people", NAME_COLUMNS);
        }
    }

    private boolean firstLooksLikeTimes() {
        ColumnValues first = new ColumnValues();
        try {
            for (int at = 0; at < size; at++) {
                first.put(at, String.valueOf(ones[at]));
            }
        } catch (BadLine impossible) {
            throw new IllegalStateException(impossible);
        }
        return first.looksLikeTimes();
    }

    private int timeColumn(EdgeColumns roles) throws BadEdgeFileException {
        if (roles.time() != EdgeColumns.UNKNOWN) {
            ColumnValues named = values.get(roles.time());
            if (named != null && named.isMixed()) {
                throw new BadEdgeFileException(
                        file, roles.describe(roles.time()) + " holds numbers and instants", "Write all times alike.");
            }
            return roles.time();
        }
        List<Integer> likely = new ArrayList<>();
        List<String> unclear = new ArrayList<>();
        values.forEach((column, held) -> {
            if (held.looksLikeTimes()) {
                likely.add(column);
            } else if (roles.names().isEmpty() && !held.isEmpty() && !held.isConstant()) {
                unclear.add(roles.describe(column) + " (" + held.range() + ")");
            }
        });
        if (likely.size() > 1) {
            throw new BadEdgeFileException(
                    file,
                    "any of "
                            + String.join(
                                    ", ", likely.stream().map(roles::describe).toList()) + " may be the time",
                    NAME_COLUMNS);
        }
        if (likely.isEmpty() && !unclear.isEmpty()) {
            throw new BadEdgeFileException(
                    file,
                    "nothing tells what " + String.join(", ", unclear)
                            + (unclear.size() == 1 ? " is: its" : " are: their")
                            + " numbers are no times of 1980 to 2100, and may be weights",
                    NAME_COLUMNS);
        }
        return likely.isEmpty() ? EdgeColumns.NO_TIME : likely.getFirst();
    }

    private List<TimedFriendship> edges(int time) {
        ColumnValues times = values.getOrDefault(time, new ColumnValues());
        List<TimedFriendship> edges = new ArrayList<>(size);
        for (int at = 0; at < size; at++) {
            edges.add(new TimedFriendship(
                    Math.min(ones[at], others[at]), Math.max(ones[at], others[at]), times.at(at), times.since(at)));
        }
        return edges;
    }

    private String timeSource(EdgeColumns roles, int time) {
        if (time != EdgeColumns.NO_TIME && values.containsKey(time)) {
            return roles.describe(time);
        }
        if (matrix != null) {
            return "none (a Matrix Market file has none)";
        }
        if (konect) {
            return "none (this KONECT file has no fourth column)";
        }
        return values.isEmpty() && roles.names().size() <= 2
                ? "none (there are only the two columns of people)"
                : "none (no column holds times)";
    }
}
