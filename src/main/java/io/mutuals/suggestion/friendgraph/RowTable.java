package io.mutuals.suggestion.friendgraph;

import java.util.Arrays;

/**
 * Offset and length of each person's row.
 *
 * <p>Stored in pages shared between versions; a change copies only the page it falls on. Immutable.
 */
final class RowTable {

    static final RowTable NONE = new RowTable(new long[0][], 0);

    private static final int PAGE_BITS = 9;
    private static final int PAGE = 1 << PAGE_BITS;

    private final long[][] pages;
    private final long entries;

    private RowTable(long[][] pages, long entries) {
        this.pages = pages;
        this.entries = entries;
    }

    static int first(long row) {
        return (int) (row >>> Integer.SIZE);
    }

    static int degree(long row) {
        return (int) row;
    }

    /** Returns offset and length of a row packed into one long, see {@link #first(long)} and {@link #degree(long)}. */
    long row(int person) {
        return pages[person >>> PAGE_BITS][person & (PAGE - 1)];
    }

    /** Returns the total length of all rows. */
    long entries() {
        return entries;
    }

    /**
     * Returns true if {@code person} has the same row in {@code other}; a single comparison if the two share the page.
     */
    @SuppressWarnings("ReferenceEquality") // versions share unchanged pages
    boolean isSame(RowTable other, int person) {
        int page = person >>> PAGE_BITS;
        return page < other.pages.length && (pages[page] == other.pages[page] || row(person) == other.row(person));
    }

    long bytes() {
        return (long) pages.length * (PAGE + 1) * Long.BYTES;
    }

    Draft draft() {
        return new Draft(this);
    }

    /** Mutable draft of the next version. Not thread-safe. */
    static final class Draft {

        private final RowTable base;
        private long[][] pages;
        private long entries;

        private Draft(RowTable base) {
            this.base = base;
            this.pages = base.pages.clone();
            this.entries = base.entries;
        }

        long row(int person) {
            int page = person >>> PAGE_BITS;
            return page < pages.length ? pages[page][person & (PAGE - 1)] : 0;
        }

        @SuppressWarnings("ReferenceEquality") // asks whether the page is still shared
        void put(int person, int first, int degree) {
            int page = person >>> PAGE_BITS;
            if (page >= pages.length) {
                int old = pages.length;
                pages = Arrays.copyOf(pages, Math.max(page + 1, old + (old >> 3)));
                for (int fresh = old; fresh < pages.length; fresh++) {
                    pages[fresh] = new long[PAGE];
                }
            } else if (page < base.pages.length && pages[page] == base.pages[page]) {
                pages[page] = pages[page].clone();
            }
            entries += degree - degree(row(person));
            pages[page][person & (PAGE - 1)] = (long) first << Integer.SIZE | degree;
        }

        RowTable done() {
            return new RowTable(pages, entries);
        }
    }
}
