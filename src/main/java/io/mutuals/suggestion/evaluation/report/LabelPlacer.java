package io.mutuals.suggestion.evaluation.report;

import java.util.ArrayList;
import java.util.List;

/** Places labels beside points, so that no label covers a point or another label. Not thread-safe. */
final class LabelPlacer {

    private static final double HALF_LINE = 7;
    private static final double MARK = 6;
    private static final double[] RISES = {0, -11, 11, -22, 22, -34, 34, -46, 46};

    private final List<Box> taken = new ArrayList<>();
    private final double width;

    LabelPlacer(double width) {
        this.width = width;
    }

    /** The position of a label: the x coordinate of its start and the y coordinate of its middle. */
    record Spot(double x, double y) {}

    private record Box(double left, double right, double top, double bottom) {
        boolean over(Box box) {
            return left < box.right && box.left < right && top < box.bottom && box.top < bottom;
        }
    }

    /** Reserves the surroundings of a point. */
    void keepFree(double x, double y) {
        taken.add(new Box(x - MARK, x + MARK, y - MARK, y + MARK));
    }

    /** Returns the nearest free position, preferably right of the point; the right side if none is free. */
    Spot near(String name, double x, double y) {
        double length = name.length() * Frame.LETTER;
        for (double rise : RISES) {
            for (double left : new double[] {x + MARK + 3, x - MARK - 3 - length}) {
                Box box = new Box(left, left + length, y + rise - HALF_LINE, y + rise + HALF_LINE);
                if (left >= 0 && left + length <= width && taken.stream().noneMatch(box::over)) {
                    taken.add(box);
                    return new Spot(left, y + rise);
                }
            }
        }
        return new Spot(x + MARK + 3, y);
    }
}
