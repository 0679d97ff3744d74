package io.mutuals.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What concurrent clients wrote and read, and whether an order of the operations explains every read: an order in
 * which each operation takes effect at a moment between its call and its answer. Clients record; then one thread
 * checks.
 *
 * <p>Facts are registers, each with one writer who waits for every answer, so the order of the writes to a register
 * is known, and a read has to find its place among them. A write whose answer was lost may have taken effect until a
 * later write to the register was acknowledged, or never; its successor must not depend on which. Registers may be
 * checked one by one, because linearizability is local (Herlihy and Wing, 1990): if the operations on each register
 * have such an order, so have all of them. A field that depends on several registers must be explained by their
 * values at one moment.
 */
final class History {

    private final Queue<Read> reads = new ConcurrentLinkedQueue<>();

    /** Records that a field was read; {@code explains} tells whether values of the registers lead to what was seen. */
    void read(String what, long began, long ended, List<Register<?>> registers, Predicate<List<Object>> explains) {
        reads.add(new Read(what, began, ended, List.copyOf(registers), explains));
    }

    /** Records a field that depends on one register. */
    @SuppressWarnings("unchecked") // a register holds values of its own type alone
    <V> void read(String what, long began, long ended, Register<V> register, Predicate<V> explains) {
        read(what, began, ended, List.of(register), values -> explains.test((V) values.getFirst()));
    }

    int size() {
        return reads.size();
    }

    /** Returns the reads that no order explains, in words; at most ten. */
    List<String> unexplained() {
        Map<Register<?>, Deque<Seen>> seen = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        for (Read read :
                reads.stream().sorted(Comparator.comparingLong(Read::ended)).toList()) {
            int[] least = read.registers().stream()
                    .mapToInt(register -> leastAt(read.began(), seen.get(register)))
                    .toArray();
            int[] earliest = new Placement(read, least).search();
            if (earliest == null) {
                wrong.add(describe(read, least));
                if (wrong.size() == 10) {
                    return wrong;
                }
                continue;
            }
            for (int index = 0; index < earliest.length; index++) {
                Deque<Seen> earlier = seen.computeIfAbsent(read.registers().get(index), register -> new ArrayDeque<>());
                if (earliest[index] > (earlier.isEmpty() ? 0 : earlier.getLast().write())) {
                    earlier.add(new Seen(read.ended(), earliest[index]));
                }
            }
        }
        return wrong;
    }

    /** Returns the newest write that a read had seen before a moment: a later read may not see an earlier one. */
    private static int leastAt(long moment, @Nullable Deque<Seen> seen) {
        if (seen != null) {
            for (Iterator<Seen> latest = seen.descendingIterator(); latest.hasNext(); ) {
                Seen read = latest.next();
                if (read.ended() < moment) {
                    return read.write();
                }
            }
        }
        return 0;
    }

    /**
     * The search for writes whose values explain a read, all in force at one moment. Of each register it finds the
     * earliest write in any explanation, because a later read may not see one before that.
     */
    private static final class Placement {

        private static final int ENOUGH = 200;

        private final Read read;
        private final int[] least;
        private final int[] chosen;
        private final int[] earliest;
        private int explanations;

        Placement(Read read, int[] least) {
            this.read = read;
            this.least = least;
            this.chosen = new int[least.length];
            this.earliest = new int[least.length];
        }

        /** Returns the earliest write to each register in any explanation; null if there is none. */
        int @Nullable [] search() {
            Arrays.fill(earliest, Integer.MAX_VALUE);
            search(0, read.began(), read.ended());
            return explanations == 0 ? null : explanations < ENOUGH ? earliest : least;
        }

        private void search(int register, long from, long to) {
            if (register == chosen.length) {
                List<Object> values = new ArrayList<>();
                for (int index = 0; index < register; index++) {
                    values.add(read.registers().get(index).writes.get(chosen[index]).value);
                }
                if (read.explains().test(values)) {
                    explanations++;
                    Arrays.setAll(earliest, index -> Math.min(earliest[index], chosen[index]));
                }
                return;
            }
            List<? extends Write<?>> writes = read.registers().get(register).writes;
            for (int index = least[register];
                    index < writes.size() && writes.get(index).began <= to && explanations < ENOUGH;
                    index++) {
                long begins = Math.max(from, writes.get(index).began);
                long ends = Math.min(to, read.registers().get(register).replacedAt(index));
                if (begins <= ends) {
                    chosen[register] = index;
                    search(register + 1, begins, ends);
                }
            }
        }
    }

    private static String describe(Read read, int[] least) {
        StringBuilder text = new StringBuilder("%s, read from %d to %d µs, is explained by none of"
                .formatted(read.what(), read.began() / 1000, read.ended() / 1000));
        for (int index = 0; index < read.registers().size(); index++) {
            Register<?> register = read.registers().get(index);
            text.append("\n  ").append(register.name).append(" (a read before had seen write ");
            text.append(least[index]).append("):");
            for (int write = 0; write < register.writes.size(); write++) {
                Write<?> each = register.writes.get(write);
                if (each.began <= read.ended() + 1_000_000_000L
                        && register.replacedAt(write) >= read.began() - 1_000_000_000L) {
                    text.append("\n    %d: %s, %d to %s".formatted(write, each.value, each.began / 1000, each.end()));
                }
            }
        }
        return text.toString();
    }

    /** A fact that one client writes. The values that it had are kept. */
    static final class Register<V> {

        private final String name;
        private final List<Write<V>> writes = new ArrayList<>();

        Register(String name, V initial) {
            this.name = name;
            Write<V> first = new Write<>(initial, Long.MIN_VALUE);
            first.ended = Long.MIN_VALUE;
            writes.add(first);
        }

        /** Returns the latest value, acknowledged or not. */
        V latest() {
            return writes.getLast().value;
        }

        /** Returns the number of writes. */
        int size() {
            return writes.size() - 1;
        }

        /** Records that a write is about to be sent. Called only by the client that owns the register. */
        void write(V value, long now) {
            writes.add(new Write<>(value, now));
        }

        /** Records that the latest write was acknowledged. */
        void acknowledged(long now) {
            writes.getLast().ended = now;
        }

        /** Takes the latest write back: it was refused, and so never took effect. */
        void retract() {
            writes.removeLast();
        }

        /** Returns when a value was certainly no longer in force: a later write had been acknowledged. */
        private long replacedAt(int write) {
            for (int later = write + 1; later < writes.size(); later++) {
                if (writes.get(later).ended != Long.MAX_VALUE) {
                    return writes.get(later).ended;
                }
            }
            return Long.MAX_VALUE;
        }
    }

    static final class Write<V> {

        final V value;
        final long began;
        long ended = Long.MAX_VALUE;

        Write(V value, long began) {
            this.value = value;
            this.began = began;
        }

        String end() {
            return ended == Long.MAX_VALUE ? "no answer" : ended / 1000 + " µs";
        }
    }

    private record Seen(long ended, int write) {}

    private record Read(
            String what, long began, long ended, List<Register<?>> registers, Predicate<List<Object>> explains) {}
}
