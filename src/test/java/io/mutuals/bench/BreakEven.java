package io.mutuals.bench;

import java.util.List;
import java.util.Locale;

/** At which rate of changes memory stops paying. */
final class BreakEven {

    private BreakEven() {}

    /**
     * Throughput at a rate of changes.
     *
     * @param changes changes a second
     * @param on requests a second with memory
     * @param off requests a second without
     */
    record Point(double changes, double on, double off) {

        double ratio() {
            return on / off;
        }
    }

    /**
     * Says where the ratio falls below 1, on straight lines between the points.
     *
     * @param points by ascending rate of changes, at least one
     */
    static String of(List<Point> points) {
        if (points.getFirst().ratio() < 1) {
            return "does not pay";
        }
        for (int at = 1; at < points.size(); at++) {
            Point before = points.get(at - 1);
            Point after = points.get(at);
            if (after.ratio() < 1) {
                double share = (before.ratio() - 1) / (before.ratio() - after.ratio());
                double rate = before.changes() + share * (after.changes() - before.changes());
                return String.format(Locale.ROOT, "at about %.0f a second", rate);
            }
        }
        return String.format(
                Locale.ROOT, "not up to %.0f a second", points.getLast().changes());
    }
}
