package io.mutuals.suggestion.evaluation.report;

/** The SVG element around a chart, and its axes. */
final class Frame {

    static final int TOP = 12;
    static final int BOTTOM = 44;

    /** The approximate width of a letter in a chart, in pixels. */
    static final double LETTER = 6.4;

    private static final int TICK_LABEL = 16;

    private Frame() {}

    static Markup open(Chart chart, int width, double height) {
        return new Markup()
                .open(
                        "svg",
                        "class",
                        width < 400 ? "narrow" : "wide",
                        "viewBox",
                        "0 0 " + width + " " + Math.round(height),
                        "width",
                        width,
                        "height",
                        Math.round(height),
                        "role",
                        "img",
                        "aria-label",
                        chart.title() + ". " + chart.textAlternative());
    }

    /** Draws a horizontal axis with ticks, grid lines and a label. */
    static void below(Markup svg, Scale scale, int marks, double top, double bottom, String label) {
        for (Scale.Tick tick : scale.ticks(marks)) {
            double x = scale.at(tick.value());
            svg.empty("line", "class", "grid", "x1", x, "x2", x, "y1", top, "y2", bottom);
            svg.text("text", tick.label(), "class", "tick", "x", x, "y", bottom + TICK_LABEL, "text-anchor", "middle");
        }
        svg.empty("line", "class", "axis", "x1", scale.start(), "x2", scale.end(), "y1", bottom, "y2", bottom);
        svg.text(
                "text",
                label,
                "class",
                "says",
                "x",
                (scale.start() + scale.end()) / 2,
                "y",
                bottom + 2.2 * TICK_LABEL,
                "text-anchor",
                "middle");
    }

    /** Draws a vertical axis with ticks, grid lines and a label above it. */
    static void left(Markup svg, Scale scale, int marks, double left, double right, String label) {
        for (Scale.Tick tick : scale.ticks(marks)) {
            double y = scale.at(tick.value());
            svg.empty("line", "class", "grid", "x1", left, "x2", right, "y1", y, "y2", y);
            svg.text("text", tick.label(), "class", "tick", "x", left - 6, "y", y + 4, "text-anchor", "end");
        }
        svg.empty("line", "class", "axis", "x1", left, "x2", left, "y1", scale.end(), "y2", scale.start());
        svg.text("text", label, "class", "says", "x", 0.0, "y", scale.end() - 12, "text-anchor", "start");
    }
}
