package io.mutuals.suggestion.friendgraph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Real-world graphs for comparison tests: subfolders with an {@code edges.csv} in the folder named by {@value
 * #VARIABLE}.
 */
public final class RealGraphs {

    public static final String VARIABLE = "MUTUALS_GRAPHS";

    private RealGraphs() {}

    public static Path folder(String name) {
        return Path.of(System.getenv(VARIABLE), name);
    }

    /** Returns the names of the available graphs, sorted. */
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

    /**
     * Returns all pairs as {smaller id, larger id, time}, in file order, including repeats; time is 0 if the file has
     * none.
     */
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

    /** Returns true if the hash split holds the pair out. */
    public static boolean isHeldOut(long[] pair) {
        return crc(pair[0] + ":" + pair[1]) % 10 == 0;
    }

    static long crc(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return crc.getValue();
    }

    /** Returns the graph of the pairs whose index passes the filter. */
    static FriendGraph graph(List<long[]> pairs, LongPredicate filter) {
        FriendGraph.Builder builder = new FriendGraph.Builder();
        for (int at = 0; at < pairs.size(); at++) {
            if (filter.test(at)) {
                long[] pair = pairs.get(at);
                builder.friendship(pair[0], pair[1], (int) pair[2]);
            }
        }
        return builder.build();
    }
}
