package io.mutuals.schema;

import io.mutuals.cache.Cache;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import redis.clients.jedis.Response;

/**
 * The usage of the schema of the last {@value #DAYS} days, in Redis, added up over all replicas. For each day, under
 * {@code mutuals:schema-usage:{usage}:}, a hash {@code requests} counts by shape, or by coordinate, and by client; and
 * a hash {@code shapes} has the coordinates of each shape, so that what many requests have in common is stored once. No
 * user is in it. Thread-safe; blocks.
 */
@Component
class SchemaUsageStore {

    /** How long usage is kept. */
    static final int DAYS = 30;

    /** Separates the parts of a field: none of them may have it. */
    static final String SEPARATOR = "\t";

    private static final String KEY = "mutuals:schema-usage:{usage}:";

    /** The clients of a day, and their shapes. Beyond them only what is used is told, and not by which client. */
    private static final int MAX_CLIENTS = 10_000;

    private static final int MAX_SHAPES = 2_000;

    /** Keeps a script short enough for one call, since shapes may have a thousand coordinates. */
    private static final int AT_ONCE = 50;

    /**
     * Adds counts: from ARGV[4] on, a name, a client, a number of requests, and the coordinates of the name if it is a
     * shape. ARGV[1] is the time to live, ARGV[2] the most fields, ARGV[3] the most shapes.
     */
    private static final String ADD = """
            local others = '\\tother\\tother\\tother'
            for i = 4, #ARGV, 4 do
              local name, requests, parts = ARGV[i], ARGV[i + 2], ARGV[i + 3]
              if parts ~= '' and redis.call('HEXISTS', KEYS[2], name) == 0
                  and redis.call('HLEN', KEYS[2]) >= tonumber(ARGV[3]) then
                for part in string.gmatch(parts, '[^,]+') do
                  redis.call('HINCRBY', KEYS[1], part .. others, requests)
                end
              else
                if parts ~= '' then
                  redis.call('HSETNX', KEYS[2], name, parts)
                end
                local field = name .. '\\t' .. ARGV[i + 1]
                if redis.call('HEXISTS', KEYS[1], field) == 0
                    and redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[2]) then
                  field = name .. others
                end
                redis.call('HINCRBY', KEYS[1], field, requests)
              end
            end
            redis.call('PEXPIRE', KEYS[1], ARGV[1])
            redis.call('PEXPIRE', KEYS[2], ARGV[1])
            return 1
            """;

    private final Cache cache;
    private final InstantSource clock;

    SchemaUsageStore(Cache cache, InstantSource clock) {
        this.cache = cache;
        this.clock = clock;
    }

    /** Returns today, by which usage is kept. */
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Adds counts to those of today. Returns the number of requests that are lost because Redis is unavailable. */
    long add(List<SchemaUsageCounter.Count> counts) {
        String day = KEY + today() + ":";
        long lost = 0;
        for (int from = 0; from < counts.size(); from += AT_ONCE) {
            List<SchemaUsageCounter.Count> some = counts.subList(from, Math.min(counts.size(), from + AT_ONCE));
            List<String> arguments = new ArrayList<>(List.of(
                    Long.toString(Duration.ofDays(DAYS + 1L).toMillis()),
                    Integer.toString(MAX_CLIENTS),
                    Integer.toString(MAX_SHAPES)));
            for (SchemaUsageCounter.Count count : some) {
                arguments.add(count.name());
                arguments.add(count.client());
                arguments.add(Long.toString(count.requests()));
                arguments.add(count.coordinates());
            }
            Object done = cache.<@Nullable Object>together("schema-usage.add", null, pipeline -> {
                Response<Object> answer = pipeline.eval(ADD, List.of(day + "requests", day + "shapes"), arguments);
                return answer;
            });
            if (done == null) {
                lost += some.stream()
                        .filter(count -> !count.coordinates().isEmpty())
                        .mapToLong(SchemaUsageCounter.Count::requests)
                        .sum();
            }
        }
        return lost;
    }

    /** Returns what was counted on a day; null if Redis is unavailable. One round trip. */
    @Nullable
    Day read(LocalDate date) {
        String day = KEY + date + ":";
        return cache.<@Nullable Day>together("schema-usage.read", null, pipeline -> {
            Response<Map<String, String>> requests = pipeline.hgetAll(day + "requests");
            Response<Map<String, String>> shapes = pipeline.hgetAll(day + "shapes");
            return () -> new Day(date, requests.get(), shapes.get());
        });
    }

    /**
     * The counts of a day.
     *
     * @param requests by name, operation, app and version, separated by tabs
     * @param shapes the coordinates of names that are shapes, separated by commas
     */
    record Day(LocalDate date, Map<String, String> requests, Map<String, String> shapes) {}
}
