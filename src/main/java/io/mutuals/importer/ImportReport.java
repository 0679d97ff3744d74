package io.mutuals.importer;

import java.time.Duration;
import java.util.List;

/**
 * What an import did.
 *
 * @param files in the order in which they were read
 */
public record ImportReport(List<FileReport> files) {

    /** Whether every row of every file is in the graph. */
    public boolean complete() {
        return files.stream().allMatch(file -> file.badRows() == 0 && file.outcome() != Outcome.REFUSED);
    }

    /**
     * What became of one file.
     *
     * @param rows how many were written by this run
     * @param badRows how many could not be
     * @param examples the first of them, at most {@link Imports#EXAMPLES}
     */
    public record FileReport(
            String file, Outcome outcome, long rows, long badRows, List<BadRow> examples, Duration took) {}

    /** What became of a file. */
    public enum Outcome {
        /** Its good rows are in the graph. */
        IMPORTED,
        /** It was imported before and has not changed. */
        UNCHANGED,
        /** Nothing of it was written. */
        REFUSED
    }
}
