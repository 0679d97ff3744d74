package io.mutuals.importer;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One pass over a CSV file: its header, then its rows, which may have too many or too few fields. If the file is not
 * CSV in UTF-8 throughout, {@link Unreadable} names the line at which reading stopped. Not thread-safe.
 */
final class CsvFile implements AutoCloseable {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final Pattern LINE = Pattern.compile("line (\\d+)");

    private static final String OTHER_ENCODING = "here or after it the text is not in UTF-8; save the file in UTF-8";

    private final String name;
    private final CsvReader<CsvRecord> csv;
    private final Iterator<CsvRecord> rows;
    private final List<String> header;

    private CsvFile(String name, CsvReader<CsvRecord> csv) {
        this.name = name;
        this.csv = csv;
        this.rows = csv.iterator();
        if (!hasNext()) {
            throw new ImportException(name + " is empty; begin it with a row that names its columns.");
        }
        this.header = rows.next().getFields();
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws ImportException if the file has no header or cannot be read
     * @throws Unreadable if it is not CSV in UTF-8
     */
    static CsvFile open(String name, Path file) {
        try {
            BufferedReader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
            text.mark(1);
            if (text.read() != BYTE_ORDER_MARK) {
                text.reset();
            }
            return new CsvFile(name, csv().ofCsvRecord(text));
        } catch (CharacterCodingException otherEncoding) {
            throw new Unreadable(new BadRow(name, 1, OTHER_ENCODING));
        } catch (IOException unreadable) {
            throw unreadable(name, unreadable);
        }
    }

    static ImportException unreadable(String name, IOException failure) {
        return new ImportException(
                name + " cannot be read (" + failure.getMessage() + "); make sure that it is there and may be read.");
    }

    static CsvReader.CsvReaderBuilder csv() {
        return CsvReader.builder()
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false);
    }

    List<String> header() {
        return header;
    }

    /** @throws Unreadable if the next row is not CSV; names the line on which the row begins */
    boolean hasNext() {
        try {
            return rows.hasNext();
        } catch (CsvParseException | UncheckedIOException broken) {
            throw unreadable(broken);
        }
    }

    CsvRecord next() {
        return rows.next();
    }

    private Unreadable unreadable(RuntimeException broken) {
        long line = 1;
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            Matcher named = LINE.matcher(message);
            line = named.find() ? Long.parseLong(named.group(1)) : line;
            if (cause instanceof CharacterCodingException) {
                return unreadable(line, OTHER_ENCODING);
            }
            if (message.startsWith("Unclosed quoted field") || message.startsWith("The maximum buffer size")) {
                return unreadable(
                        line,
                        "the row that begins here opens a quote which is never closed, and swallows the rows after it;"
                                + " close it, or write a quote that is part of the text as \"\" within quotes");
            }
            if (message.startsWith("Unexpected character after closing quote")) {
                return unreadable(
                        line,
                        "in the row that begins here text follows a closing quote; put the whole field into quotes, and"
                                + " write a quote that is part of the text as \"\"");
            }
        }
        return unreadable(line, "the row that begins here cannot be read as CSV");
    }

    private Unreadable unreadable(long line, String reason) {
        return new Unreadable(new BadRow(name, line, reason));
    }

    /** Thrown when a file is not CSV from this row on, so that later rows cannot be told apart. */
    static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient BadRow row;

        private Unreadable(BadRow row) {
            super(row.toString());
            this.row = row;
        }

        BadRow row() {
            return row;
        }
    }

    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
