package io.mutuals.suggestion.evaluation.report;

import java.util.Locale;

/**
 * How a strategy looks in every chart: a colour, a shape, and from the seventh on also a broken line and a hollow mark.
 *
 * <p>The six colours, in the style sheet, were searched for the largest smallest distance between any two under normal vision and three
 * kinds of colour blindness (simulated after Machado, Oliveira and Fernandes 2009); the shape says the same again.
 *
 * @param place of the strategy among those evaluated
 */
record Look(int place) {

    private static final int COLOURS = 6;

    /** The class of everything that is drawn of this strategy. */
    String name() {
        return "s" + place + " c" + place % COLOURS + (broken() ? " broken" : "");
    }

    private boolean broken() {
        return place / COLOURS % 2 == 1;
    }

    /** Draws the mark around a point. */
    void mark(Markup svg, double x, double y) {
        svg.empty("path", "class", "mark", "d", String.format(Locale.ROOT, outline(), x, y));
    }

    private String outline() {
        return switch (place % COLOURS) {
            case 0 -> "M%.1f %.1fm-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z";
            case 1 -> "M%.1f %.1fm-4 -4h8v8h-8z";
            case 2 -> "M%.1f %.1fm0 -5.2l5 8.7h-10z";
            case 3 -> "M%.1f %.1fm0 -5.6l5.6 5.6l-5.6 5.6l-5.6 -5.6z";
            case 4 -> "M%.1f %.1fm0 5.2l5 -8.7h-10z";
            default -> "M%.1f %.1fm-1.8 -5h3.6v3.2h3.2v3.6h-3.2v3.2h-3.6v-3.2h-3.2v-3.6h3.2z";
        };
    }
}
