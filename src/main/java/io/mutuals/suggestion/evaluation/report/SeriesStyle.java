package io.mutuals.suggestion.evaluation.report;

import java.util.Locale;

/**
 * The style of a strategy in all charts: a colour and a shape, and from the seventh strategy on also a dashed line and
 * a hollow mark.
 *
 * <p>The six colours of the style sheet maximise the smallest distance between any two, under normal vision and three
 * kinds of colour blindness (simulated after Machado, Oliveira and Fernandes 2009). The shape repeats the information
 * of the colour.
 *
 * @param place the index of the strategy among those evaluated, from 0
 */
record SeriesStyle(int place) {

    private static final int COLOURS = 6;

    /** Returns the CSS class of the strategy's elements. */
    String name() {
        return "s" + place + " c" + place % COLOURS + (broken() ? " broken" : "");
    }

    private boolean broken() {
        return place / COLOURS % 2 == 1;
    }

    /** Draws the strategy's mark at a point. */
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
