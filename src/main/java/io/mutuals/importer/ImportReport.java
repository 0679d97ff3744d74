package io.mutuals.importer;

import java.time.Duration;
import java.util.List;

/**
 * The result of an import.
 *
 * @param files the results of the files, in import order
 * @param unknownFiles the names of tables in the folder that are not part of the format and were ignored
 */
public record ImportReport(List<FileReport> files, List<String> unknownFiles) {

    /** Returns whether every row of every file is in the graph. */
    public boolean complete() {
        return files.stream().allMatch(file -> file.badRows() == 0 && file.outcome() != Outcome.REFUSED);
    }

    /**
     * The result of one file.
     *
     * @param file the name of the file
     * @param outcome the outcome
     * @param rows the number of rows that this run wrote
     * @param badRows the number of bad rows, found by this run or by the one that imported the file
     * @param examples the first bad rows that this run found, at most {@link Imports#EXAMPLES}
     * @param unknownColumns the columns that are not part of the format and were ignored
     * @param took the duration of this run for the file
     */
    public record FileReport(
            String file,
            Outcome outcome,
            long rows,
            long badRows,
            List<BadRow> examples,
            List<String> unknownColumns,
            Duration took) {}

    /** The outcome of a file. */
    public enum Outcome {
        /** Its good rows are in the graph. */
        IMPORTED,
        /** An earlier run imported it, perhaps without its bad rows, and it has not changed since. */
        UNCHANGED,
        /** This run wrote nothing of it. */
        REFUSED
    }
}
