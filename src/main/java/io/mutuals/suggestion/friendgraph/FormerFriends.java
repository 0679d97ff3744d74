package io.mutuals.suggestion.friendgraph;

/**
 * Number of former friends of each person.
 *
 * <p>Stored in pages that versions share. A page of people without former friends takes no memory. Immutable.
 */
final class FormerFriends {

    static final FormerFriends NONE = new FormerFriends(new int[0][]);

    private static final int PAGE_BITS = 9;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final int[] EMPTY = new int[0];

    private final int[][] pages;

    private FormerFriends(int[][] pages) {
        this.pages = pages;
    }

    int of(int person) {
        int page = person >>> PAGE_BITS;
        return page < pages.length && pages[page].length > 0 ? pages[page][person & (PAGE - 1)] : 0;
    }

    /** Returns a version in which one person has {@code count} former friends. */
    FormerFriends with(int person, int count) {
        if (of(person) == count) {
            return this;
        }
        int page = person >>> PAGE_BITS;
        int[][] next = new int[Math.max(pages.length, page + 1)][];
        System.arraycopy(pages, 0, next, 0, pages.length);
        for (int fresh = pages.length; fresh < next.length; fresh++) {
            next[fresh] = EMPTY;
        }
        next[page] = next[page].length == 0 ? new int[PAGE] : next[page].clone();
        next[page][person & (PAGE - 1)] = count;
        return new FormerFriends(next);
    }

    long bytes() {
        long bytes = (long) pages.length * Long.BYTES;
        for (int[] page : pages) {
            bytes += (long) page.length * Integer.BYTES;
        }
        return bytes;
    }
}
