package io.mutuals.suggestion.evaluation.report;

import io.mutuals.suggestion.evaluation.EvaluationResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Draws a line for each strategy, with its name at the right end if there is room. */
final class Lines {

    private static final int ROW = 14;
    private static final int LEADER = 18;
    private static final int ROOMY = 400;

    private Lines() {}

    /** A line through points, from left to right. */
    record Line(String name, SeriesStyle style, List<Point> points) {}

    /**
     * A point of a line.
     *
     * @param low the pixel of the interval's lower end; equal to {@code high} if there is no interval
     * @param high the pixel of the interval's upper end
     * @param marked whether the point has a mark
     * @param title the tooltip
     */
    record Point(double x, double y, double low, double high, boolean marked, String title) {}

    /** Returns the x coordinate at which lines end, so that names fit beside them. */
    static double right(int width, EvaluationResult result) {
        int longest = result.strategies().stream()
                .mapToInt(strategy -> strategy.name().length())
                .max()
                .orElse(0);
        return width < ROOMY ? width - 10.0 : width - LEADER - longest * Frame.LETTER;
    }

    /** @param right the x coordinate at which lines end */
    static void draw(Markup svg, List<Line> lines, int width, double right, double top, double bottom) {
        List<Double> heights = spread(lines, top, bottom);
        for (int at = 0; at < lines.size(); at++) {
            Line line = lines.get(at);
            svg.open("g", "class", "series " + line.style().name());
            svg.open("path", "class", "line", "d", path(line.points()))
                    .text("title", line.name())
                    .close();
            for (Point point : line.points()) {
                draw(svg, line.style(), point);
            }
            if (width >= ROOMY) {
                name(svg, line, heights.get(at), right);
            }
            svg.close();
        }
    }

    private static void draw(Markup svg, SeriesStyle style, Point point) {
        svg.open("g").text("title", point.title());
        if (point.low() != point.high()) {
            svg.empty("line", "class", "bar", "x1", point.x(), "x2", point.x(), "y1", point.low(), "y2", point.high());
        }
        if (point.marked()) {
            style.mark(svg, point.x(), point.y());
        }
        svg.empty("circle", "class", "catch", "cx", point.x(), "cy", point.y(), "r", 6)
                .close();
    }

    private static void name(Markup svg, Line line, double y, double right) {
        Point last = line.points().getLast();
        String leader = String.format(
                Locale.ROOT, "M%.1f %.1fL%.1f %.1fL%.1f %.1f", last.x(), last.y(), right + 3, last.y(), right + 12, y);
        svg.empty("path", "class", "leader", "d", leader);
        svg.text("text", line.name(), "class", "end", "x", right + 15, "y", y + 4);
    }

    /** Returns y coordinates for the names: near the end of each line, without overlap. */
    private static List<Double> spread(List<Line> lines, double top, double bottom) {
        List<Integer> downwards = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            downwards.add(at);
        }
        downwards.sort(Comparator.comparingDouble(
                at -> lines.get(at).points().getLast().y()));
        Double[] heights = new Double[lines.size()];
        double room = top;
        for (int at : downwards) {
            heights[at] = Math.max(lines.get(at).points().getLast().y(), room);
            room = heights[at] + ROW;
        }
        double floor = bottom;
        for (int at : downwards.reversed()) {
            heights[at] = Math.min(heights[at], floor);
            floor = heights[at] - ROW;
        }
        return List.of(heights);
    }

    private static String path(List<Point> points) {
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(String.format(Locale.ROOT, "%.1f %.1f", point.x(), point.y()));
        }
        return path.toString();
    }
}
