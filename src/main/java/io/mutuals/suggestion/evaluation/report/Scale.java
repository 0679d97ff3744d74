package io.mutuals.suggestion.evaluation.report;

import io.mutuals.suggestion.evaluation.BootstrapInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A linear or logarithmic mapping from values to pixels along an axis.
 *
 * @param from the value at {@code start}
 * @param to the value at {@code end}, above {@code from}
 * @param log whether the scale is logarithmic, which requires {@code from} above 0
 * @param start the first pixel
 * @param end the last pixel; below {@code start} if the axis runs upwards
 */
record Scale(double from, double to, boolean log, double start, double end) {

    private static final double[] STEPS = {1, 2, 5, 10};

    /** A labelled tick of the axis. */
    record Tick(double value, String label) {}

    /** Returns a linear scale over both values that begins and ends at ticks. */
    static Scale linear(double least, double most, int marks, double start, double end) {
        double step = step(Math.max(most - least, 1e-6), marks);
        double from = Math.floor(least / step + 1e-9) * step;
        double to = Math.max(Math.ceil(most / step - 1e-9) * step, from + step);
        return new Scale(from, to, false, start, end);
    }

    /**
     * Returns a linear scale over {@code least} and {@code most} that also contains the full interval of every mean
     * within it, so that no drawn interval leaves the axis.
     */
    static Scale ofIntervals(
            List<BootstrapInterval> intervals, double least, double most, int marks, double start, double end) {
        Scale scale = linear(least, most, marks, start, end);
        double low = least;
        double high = most;
        while (true) {
            double from = scale.from;
            double to = scale.to;
            for (BootstrapInterval interval : intervals) {
                if (from <= interval.mean() && interval.mean() <= to) {
                    low = Math.min(low, interval.low());
                    high = Math.max(high, interval.high());
                }
            }
            Scale wider = linear(low, high, marks, start, end);
            if (wider.equals(scale)) {
                return scale;
            }
            scale = wider;
        }
    }

    /** Returns a logarithmic scale over both values, with a margin at its ends. */
    static Scale logarithmic(double least, double most, double margin, double start, double end) {
        double ratio = Math.max(most / least, 1.5);
        double room = Math.pow(ratio, margin);
        return new Scale(least / room, least * ratio * room, true, start, end);
    }

    double at(double value) {
        double part = log ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
        return start + part * (end - start);
    }

    boolean holds(double value) {
        return from <= value && value <= to;
    }

    /** Returns about {@code marks} ticks at round values. */
    List<Tick> ticks(int marks) {
        return log ? logTicks(marks) : linearTicks(marks);
    }

    private List<Tick> linearTicks(int marks) {
        double step = step(to - from, marks);
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        List<Tick> ticks = new ArrayList<>();
        for (long at = (long) Math.ceil(from / step - 1e-6); at * step <= to + step * 1e-6; at++) {
            ticks.add(new Tick(at * step, label(at * step, decimals)));
        }
        return ticks;
    }

    private static String label(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value).replace('-', '\u2212');
    }

    private List<Tick> logTicks(int marks) {
        boolean wide = Math.log10(to / from) * 3 > marks + 4;
        List<Tick> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(from)); power <= Math.log10(to); power++) {
            for (double factor : wide ? new double[] {1} : new double[] {1, 2, 5}) {
                double value = factor * Math.pow(10, power);
                if (holds(value)) {
                    ticks.add(new Tick(value, Numbers.shortest(value)));
                }
            }
        }
        return ticks;
    }

    private static double step(double span, int marks) {
        double rough = span / marks;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        for (double step : STEPS) {
            if (rough <= step * power * (1 + 1e-9)) {
                return step * power;
            }
        }
        return 10 * power;
    }
}
