package io.mutuals.suggestion.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The invalid lines of an edge file, grouped by {@link Reason}. Not thread-safe. */
final class BadLines {

    private static final int LINES_NAMED = 5;

    private final Map<Reason, Lines> byReason = new LinkedHashMap<>();

    enum Reason {
        TOO_FEW_COLUMNS,
        TOO_MANY_COLUMNS,
        NO_ID,
        NEGATIVE_ID,
        LARGE_ID,
        NO_TIME,
        TIME_WITHOUT_ZONE
    }

    /** Thrown for a line that is not a friendship. */
    static final class BadLine extends Exception {

        private static final long serialVersionUID = 1;

        private final Reason reason;

        BadLine(Reason reason, String message) {
            super(message, null, false, false);
            this.reason = reason;
        }
    }

    private static final class Lines {

        private final String example;
        private final List<Long> first = new ArrayList<>();
        private long count;

        Lines(String example) {
            this.example = example;
        }

        void add(long number) {
            count++;
            if (first.size() < LINES_NAMED) {
                first.add(number);
            }
        }

        String summary() {
            List<String> numbers = first.stream().map(String::valueOf).toList();
            if (count == 1) {
                return "line " + numbers.getFirst() + ": " + example;
            }
            String last = count > numbers.size() ? (count - numbers.size()) + " more" : numbers.getLast();
            List<String> others = count > numbers.size() ? numbers : numbers.subList(0, numbers.size() - 1);
            return "lines " + String.join(", ", others) + " and " + last + ": " + example;
        }
    }

    void add(long number, BadLine wrong) {
        byReason.computeIfAbsent(wrong.reason, reason -> new Lines(String.valueOf(wrong.getMessage())))
                .add(number);
    }

    boolean isEmpty() {
        return byReason.isEmpty();
    }

    /** Returns each reason once, with its first line numbers and the fault of the first line. */
    String summary() {
        return byReason.values().stream().map(Lines::summary).collect(Collectors.joining("; "));
    }
}
