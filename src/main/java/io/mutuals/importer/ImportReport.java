package io.mutuals.importer;

import java.time.Duration;
import java.util.List;

/**
 * What an import did.
 *
 * @param files in the order in which they were read
 * @param unknownFiles names of tables in the folder that are no files of the format, and were left alone
 */
public record ImportReport(List<FileReport> files, List<String> unknownFiles) {

    /** Whether every row of every file is in the graph. */
    public boolean complete() {
        return files.stream().allMatch(file -> file.badRows() == 0 && file.outcome() != Outcome.REFUSED);
    }

    /**
     * What became of one file.
     *
     * @param rows how many were written by this run
     * @param badRows how many could not be written, by this run or by the one that imported the file
     * @param examples the first bad rows that this run met, at most {@link Imports#EXAMPLES}
     * @param unknownColumns columns that the format does not know, and that were left out
     */
    public record FileReport(
            String file,
            Outcome outcome,
            long rows,
            long badRows,
            List<BadRow> examples,
            List<String> unknownColumns,
            Duration took) {}

    /** What became of a file. */
    public enum Outcome {
        /** Its good rows are in the graph. */
        IMPORTED,
        /** It was imported before, perhaps without bad rows, and has not changed. */
        UNCHANGED,
        /** Nothing of it was written. */
        REFUSED
    }
}
