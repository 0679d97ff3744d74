package io.mutuals.export;

/**
 * A position in a section.
 *
 * @param after the column {@code after} of the last item that was written; -1 before the first
 * @param within the column {@code within} of that item
 */
record ExportPosition(long after, long within) implements Comparable<ExportPosition> {

    static final ExportPosition START = new ExportPosition(-1, -1);

    @Override
    public int compareTo(ExportPosition other) {
        int order = Long.compare(after, other.after);
        return order != 0 ? order : Long.compare(within, other.within);
    }
}
