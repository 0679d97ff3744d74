package io.mutuals.suggestion.evaluation.report;

/** A picture of figures. */
interface Chart {

    String title();

    /** What it shows and how to read it, in a sentence or two. */
    String caption();

    /** What it shows, in words for whoever cannot see it. */
    String words();

    /** Draws it, {@code width} pixels wide, as one SVG element. */
    String svg(int width);

    /** The figures that are drawn. */
    HtmlTable table();
}
