package io.mutuals.bench;

import io.mutuals.LocalTokens;
import io.mutuals.bench.LoadClients.Outcome;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import tools.jackson.databind.json.JsonMapper;

/** Measures how many rows of the platform a server applies. */
final class PlatformLoad {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int ROWS = 500;
    private static final int CLIENTS = 4;

    private final URI api;
    private final double seconds;
    private final String token = LocalTokens.mint("the platform", Duration.ofHours(12), "platform");
    private final String now = Instant.now().toString();
    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final AtomicLong users = new AtomicLong();
    private final AtomicLong videos = new AtomicLong();

    PlatformLoad(URI api, double seconds) {
        this.api = api;
        this.seconds = seconds;
    }

    /** Prints a table with a row for each mutation. */
    void measure() {
        System.out.println("\nrows of the platform, " + ROWS + " in a call, " + CLIENTS + " clients\n");
        System.out.println("| mutation | rows /s | p50 ms of a call | p99 ms of a call |");
        System.out.println("|---|---|---|---|");
        // The first, shorter round warms up, and makes users and videos for the rows that follow.
        for (double length : List.of(seconds / 2, seconds)) {
            boolean isPrinted = length == seconds;
            measure("putUsers", "new users", length, isPrinted, call -> rows(users, this::user));
            measure("putUsers", "the same users again", length, isPrinted, call -> again(users, this::user));
            measure("putVideos", "new videos", length, isPrinted, call -> rows(videos, this::video));
            measure("putLikes", "likes", length, isPrinted, call -> again(users, this::like));
        }
    }

    private void measure(String mutation, String what, double length, boolean isPrinted, LongFunction<Object> rows) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        String query = "mutation ($input: %s!) { %s(input: $input) { rows { outcome } userErrors { code } } }"
                .formatted(type, mutation);
        try (LoadClients load = new LoadClients(api, CLIENTS)) {
            Outcome outcome = load.ask(
                            number -> KeptConnection.post(
                                    api,
                                    "Authorization: Bearer " + token + "\r\n",
                                    JSON.writeValueAsString(Map.of(
                                            "query",
                                            query,
                                            "variables",
                                            Map.of("input", Map.of("rows", rows.apply(number)))))),
                            length)
                    .checked();
            if (isPrinted) {
                System.out.println(String.format(
                        Locale.ROOT,
                        "| `%s`, %s | %.0f | %.0f | %.0f |",
                        mutation,
                        what,
                        outcome.perSecond() * ROWS,
                        outcome.millis(0.5),
                        outcome.millis(0.99)));
            }
        }
    }

    private static Object rows(AtomicLong made, LongFunction<Map<String, Object>> row) {
        long first = made.getAndAdd(ROWS);
        return LongStream.range(first, first + ROWS).mapToObj(row).toList();
    }

    private static Object again(AtomicLong made, LongFunction<Map<String, Object>> row) {
        long bound = made.get();
        List<Object> rows = new ArrayList<>(ROWS);
        for (int number = 0; number < ROWS; number++) {
            rows.add(row.apply(ThreadLocalRandom.current().nextLong(bound)));
        }
        return rows;
    }

    private Map<String, Object> user(long number) {
        return Map.of(
                "key",
                run + number,
                "changedAt",
                now,
                "handle",
                "p" + run + "." + number,
                "displayName",
                "User " + number);
    }

    private Map<String, Object> video(long number) {
        return Map.of(
                "key",
                run + number,
                "changedAt",
                now,
                "authorKey",
                run + ThreadLocalRandom.current().nextLong(users.get()),
                "caption",
                "A video of number " + number);
    }

    private Map<String, Object> like(long user) {
        return Map.of(
                "userKey",
                run + user,
                "videoKey",
                run + ThreadLocalRandom.current().nextLong(videos.get()),
                "liked",
                true,
                "changedAt",
                now);
    }
}
