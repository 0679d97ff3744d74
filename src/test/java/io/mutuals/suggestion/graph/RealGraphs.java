package io.mutuals.suggestion.graph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Graphs of real people, for tests that compare on them: folders with an {@code edges.csv} in the folder named by {@value #VARIABLE}. */
public final class RealGraphs {

    public static final String VARIABLE = "MUTUALS_GRAPHS";

    private RealGraphs() {}

    public static Path folder(String name) {
        return Path.of(System.getenv(VARIABLE), name);
    }

    /** The names of the graphs that are there. */
    public static List<String> names() {
        try (Stream<Path> folders = Files.list(Path.of(System.getenv(VARIABLE)))) {
            return folders.filter(folder -> Files.exists(folder.resolve("edges.csv")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** All pairs, with repeats: {smaller, larger, time}, in the order of the file. */
    public static List<long[]> pairs(String name) {
        try (Stream<String> lines = Files.lines(folder(name).resolve("edges.csv"))) {
            return lines.filter(line -> !line.isEmpty() && Character.isDigit(line.charAt(0)))
                    .map(line -> line.split(",", -1))
                    .map(parts -> {
                        long one = Long.parseLong(parts[0]);
                        long other = Long.parseLong(parts[1]);
                        long time = parts.length > 2 ? (long) Double.parseDouble(parts[2]) : 0;
                        return new long[] {Math.min(one, other), Math.max(one, other), time};
                    })
                    .filter(pair -> pair[0] != pair[1])
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Whether the split by hash holds a pair out. */
    public static boolean isHeldOut(long[] pair) {
        return crc(pair[0] + ":" + pair[1]) % 10 == 0;
    }

    static long crc(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return crc.getValue();
    }

    /** The graph of the pairs whose place in {@code pairs} is wanted. */
    static FriendGraph graph(List<long[]> pairs, LongPredicate wanted) {
        FriendGraph.Builder builder = new FriendGraph.Builder();
        for (int at = 0; at < pairs.size(); at++) {
            if (wanted.test(at)) {
                long[] pair = pairs.get(at);
                builder.friendship(pair[0], pair[1], (int) pair[2]);
            }
        }
        return builder.build();
    }
}
