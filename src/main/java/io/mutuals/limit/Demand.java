package io.mutuals.limit;

/**
 * How much an operation asks for, with every fragment expanded. Figures beyond what a {@code long} holds stay at its end.
 *
 * @param depth of the deepest field, from 1
 * @param rootFields fields at the top
 * @param aliases aliased fields
 * @param directives at fields and fragments
 * @param pageProduct of pages within pages
 * @param cost objects that the answer could hold
 */
record Demand(long depth, long rootFields, long aliases, long directives, long pageProduct, long cost) {

    static final Demand NOTHING = new Demand(0, 0, 0, 0, 1, 0);

    /** What two selections beside each other ask for. */
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
     * What a field asks for of which this is the selection.
     *
     * @param times how many things the field can return
     * @param each what each of them costs beside what is selected of it
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

    /** What a fragment asks for of which this is the selection. */
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
