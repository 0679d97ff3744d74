package io.mutuals.suggestion.evaluation.report;

/** A chart of the HTML report. */
interface Chart {

    String title();

    /** Returns one or two sentences on what the chart shows and how to read it. */
    String caption();

    /** Returns the text alternative of the chart, for screen readers. */
    String textAlternative();

    /** Draws the chart as one SVG element, {@code width} pixels wide. */
    String svg(int width);

    /** Returns the figures of the chart as a table. */
    HtmlTable table();
}
