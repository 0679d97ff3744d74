package io.mutuals.limit;

/**
 * The demand of an operation, with all fragments expanded. Values that exceed a {@code long} saturate.
 *
 * @param depth the depth of the deepest field, from 1
 * @param rootFields the number of root fields
 * @param aliases the number of aliased fields
 * @param directives the number of directives of fields and fragments
 * @param pageProduct the product of the sizes of nested pages
 * @param cost the number of objects that the answer could hold
 */
record Demand(long depth, long rootFields, long aliases, long directives, long pageProduct, long cost) {

    static final Demand NOTHING = new Demand(0, 0, 0, 0, 1, 0);

    /** Returns the demand of two adjacent selections. */
    Demand and(Demand other) {
        return new Demand(
                Math.max(depth, other.depth),
                sum(rootFields, other.rootFields),
                sum(aliases, other.aliases),
                sum(directives, other.directives),
                Math.max(pageProduct, other.pageProduct),
                sum(cost, other.cost));
    }

    /**
     * Returns the demand of a field with this selection.
     *
     * @param times the number of objects that the field can return
     * @param each the cost of each of them in addition to its selection
     */
    Demand below(boolean aliased, int directivesHere, long times, long each) {
        return new Demand(
                sum(depth, 1),
                1,
                sum(aliases, aliased ? 1 : 0),
                sum(directives, directivesHere),
                product(pageProduct, times),
                product(times, sum(each, cost)));
    }

    /** Returns the demand of a fragment with this selection. */
    Demand spread(int directivesHere) {
        return new Demand(depth, rootFields, aliases, sum(directives, directivesHere), pageProduct, cost);
    }

    private static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    private static long product(long one, long other) {
        return one != 0 && other > Long.MAX_VALUE / one ? Long.MAX_VALUE : one * other;
    }
}
