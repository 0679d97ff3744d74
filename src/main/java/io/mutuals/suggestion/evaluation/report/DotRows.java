package io.mutuals.suggestion.evaluation.report;

import io.mutuals.suggestion.evaluation.BootstrapInterval;
import java.util.List;

/**
 * Draws a row for each strategy: its name, a mark at its figure with a line for the interval, and the figure as text.
 */
final class DotRows {

    private static final int ROW = 25;

    private DotRows() {}

    /**
     * A row.
     *
     * @param figure the text at its end; may be empty
     * @param title the tooltip
     */
    record Row(String name, SeriesStyle style, BootstrapInterval interval, String figure, String title) {}

    static double height(int rows) {
        return (double) Frame.TOP + rows * ROW + Frame.BOTTOM;
    }

    static double bottom(int rows) {
        return (double) Frame.TOP + rows * ROW;
    }

    static double labels(List<Row> rows) {
        return rows.stream().mapToInt(row -> row.name().length()).max().orElse(0) * Frame.LETTER + 12;
    }

    static void names(Markup svg, List<Row> rows, double right) {
        for (int at = 0; at < rows.size(); at++) {
            svg.text(
                    "text",
                    rows.get(at).name(),
                    "class",
                    "name",
                    "x",
                    right - 10,
                    "y",
                    y(at) + 4,
                    "text-anchor",
                    "end");
        }
    }

    /** Draws the marks and intervals. A mean outside the scale becomes an arrow at its edge. */
    static void dots(Markup svg, List<Row> rows, Scale scale, double figures) {
        for (int at = 0; at < rows.size(); at++) {
            Row row = rows.get(at);
            double y = y(at);
            svg.open("g", "class", row.style().name()).text("title", row.title());
            svg.empty(
                    "rect",
                    "class",
                    "catch",
                    "x",
                    scale.start(),
                    "y",
                    y - ROW / 2.0,
                    "width",
                    scale.end() - scale.start(),
                    "height",
                    ROW);
            BootstrapInterval interval = row.interval();
            if (scale.holds(interval.mean())) {
                double from = scale.at(interval.low());
                double to = scale.at(interval.high());
                svg.empty("line", "class", "bar", "x1", from, "x2", to, "y1", y, "y2", y);
                row.style().mark(svg, scale.at(interval.mean()), y);
            } else {
                arrow(svg, interval.mean() < scale.from(), scale, y);
            }
            svg.close();
            svg.text("text", row.figure(), "class", "figure", "x", figures, "y", y + 4, "text-anchor", "end");
        }
    }

    private static void arrow(Markup svg, boolean toTheLeft, Scale scale, double y) {
        double tip = toTheLeft ? scale.start() + 2 : scale.end() - 2;
        int back = toTheLeft ? 9 : -9;
        svg.empty(
                "path",
                "class",
                "arrow",
                "d",
                "M" + (tip + back) + " " + (y - 5) + "L" + tip + " " + y + "L" + (tip + back) + " " + (y + 5));
    }

    private static double y(int row) {
        return Frame.TOP + (row + 0.5) * ROW;
    }
}
