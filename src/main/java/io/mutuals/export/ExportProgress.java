package io.mutuals.export;

/**
 * What the chunks of an export contain.
 *
 * @param section the name of the last section that was begun; empty before the first. Sections are in the order of
 *     their names
 * @param isOpen whether more items of that section may follow
 * @param position the last item of that section
 */
record ExportProgress(String section, boolean isOpen, ExportPosition position) {

    static final ExportProgress NONE = new ExportProgress("", false, ExportPosition.START);

    /** Returns the progress after a whole section. */
    static ExportProgress after(String section) {
        return new ExportProgress(section, false, ExportPosition.START);
    }

    /** Returns whether a section is written completely. */
    boolean hasPassed(ExportSection other) {
        int order = other.name().compareTo(section);
        return order < 0 || (order == 0 && !isOpen);
    }

    /** Returns whether a section is written in part. */
    boolean isWithin(ExportSection other) {
        return isOpen && other.name().equals(section);
    }
}
