package io.mutuals.suggestion.evaluation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Reads friendships from a text file: {@code a,b} or {@code a,b,time} a line.
 *
 * <p>Separators are commas, semicolons, tabs or blanks. Ids are whole numbers, not negative. Lines that are empty or begin with
 * {@code #} or {@code %} are skipped. A first line that is not numbers is a header: a column that it calls time, timestamp, since, date, at
 * or createdAt holds the time, and when it calls no column so, there are none. Without a header the third column is the time. Further
 * columns are ignored. Times are numbers (seconds, or by their size milliseconds, microseconds or nanoseconds, since 1970) or instants such
 * as {@code 2026-01-31T12:00:00Z}. Which of two people comes first does not matter; people paired with themselves and repeated pairs
 * are dropped, of a pair the earliest time is kept. A file whose name ends in {@code .gz} is unpacked.
 */
public final class EdgeFile {

    private static final Set<String> TIME_COLUMNS = Set.of("time", "timestamp", "since", "date", "at", "createdat");
    private static final int BAD_LINES_LISTED = 10;
    private static final int LINES_A_REPORT = 1 << 16;

    private final Path file;
    private final List<Edge> edges = new ArrayList<>();
    private final List<String> bad = new ArrayList<>();
    private int timeColumn = 2;
    private boolean started;

    private EdgeFile(Path file) {
        this.file = file;
    }

    public static EdgeList read(Path file) throws IOException {
        return read(file, Progress.NONE);
    }

    /**
     * @throws BadEdgeFileException when a line is not as described; lists the first such lines with their numbers and what is wrong
     * @throws IOException when the file cannot be read
     */
    public static EdgeList read(Path file, Progress progress) throws IOException {
        return new EdgeFile(file).read(progress);
    }

    private EdgeList read(Progress progress) throws IOException {
        String step = "Reading " + file.getFileName();
        try (InputStream bytes = open();
                BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line, ++number);
                if (bad.size() == BAD_LINES_LISTED) {
                    break;
                }
                if (number % LINES_A_REPORT == 0) {
                    progress.at(step, number, 0);
                }
            }
            progress.at(step, number, number);
        }
        if (!bad.isEmpty()) {
            throw new BadEdgeFileException(file, bad);
        }
        return EdgeList.of(inSeconds());
    }

    private InputStream open() throws IOException {
        InputStream bytes = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    }

    private void take(String raw, long number) {
        String line = (number == 1 && raw.startsWith("\uFEFF") ? raw.substring(1) : raw).strip();
        if (line.isEmpty() || line.charAt(0) == '#' || line.charAt(0) == '%') {
            return;
        }
        String[] columns = columns(line);
        boolean first = !started;
        started = true;
        if (first && isHeader(columns)) {
            timeColumn = timeColumn(columns);
            return;
        }
        try {
            edges.add(edge(columns));
        } catch (IllegalArgumentException wrong) {
            bad.add("line " + number + ": " + wrong.getMessage());
        }
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

    private static int timeColumn(String[] header) {
        for (int at = 2; at < header.length; at++) {
            if (TIME_COLUMNS.contains(header[at].toLowerCase(Locale.ROOT).replace("_", ""))) {
                return at;
            }
        }
        return Integer.MAX_VALUE;
    }

    private Edge edge(String[] columns) {
        if (columns.length < 2) {
            throw new IllegalArgumentException("has one column, but a friendship has two ids: a,b or a,b,time");
        }
        long one = id(columns[0]);
        long other = id(columns[1]);
        boolean hasTime = timeColumn < columns.length && !columns[timeColumn].isEmpty();
        double time = hasTime ? time(columns[timeColumn]) : Double.NaN;
        return new Edge(Math.min(one, other), Math.max(one, other), time, 0);
    }

    private static long id(String column) {
        try {
            long id = Long.parseLong(column);
            if (id >= 0) {
                return id;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, in the words of this format.
        }
        throw new IllegalArgumentException(
                "\"" + column + "\" is not an id: a whole number from 0 to " + Long.MAX_VALUE);
    }

    private static double time(String column) {
        try {
            double time = Double.parseDouble(column);
            if (Double.isFinite(time)) {
                return time;
            }
        } catch (NumberFormatException notANumber) {
            try {
                return Instant.parse(column).toEpochMilli() / 1000.0;
            } catch (DateTimeParseException notAnInstant) {
                // Said below.
            }
        }
        throw new IllegalArgumentException(
                "\"" + column + "\" is not a time: seconds since 1970, or an instant such as 2026-01-31T12:00:00Z");
    }

    private List<Edge> inSeconds() {
        double latest = edges.stream()
                .filter(Edge::hasTime)
                .mapToDouble(Edge::time)
                .max()
                .orElse(0);
        double unit = latest > 1e17 ? 1e9 : latest > 1e14 ? 1e6 : latest > 1e11 ? 1e3 : 1;
        return edges.stream().map(edge -> inSeconds(edge, unit)).toList();
    }

    private static Edge inSeconds(Edge edge, double unit) {
        // 0 would say that the time is not known.
        int since = edge.hasTime() ? (int) Math.max(1, Math.floor(edge.time() / unit)) : 0;
        return new Edge(edge.one(), edge.other(), edge.time(), since);
    }
}
