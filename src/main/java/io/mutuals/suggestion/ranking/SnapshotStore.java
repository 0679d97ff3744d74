package io.mutuals.suggestion.ranking;

import io.mutuals.cache.Cache;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;

/**
 * Stores snapshots in Redis, and leases that let one replica compute a ranking while the others wait for it.
 *
 * <p>All data of a viewer is in one hash, {@code mutuals:suggestion:{<viewer>}}, which expires {@code kept} after the
 * last ranking was stored:
 *
 * <table>
 *   <caption>Fields</caption>
 *   <tr><th>field</th><th>value</th></tr>
 *   <tr><td>{@code <recipe>}</td><td>the latest snapshot, preceded by both counters below as of the start of its
 * computation (8 + 8 bytes)</td></tr> <tr><td>{@code <recipe>~}</td><td>the snapshot before it, for cursors into
 * it</td></tr> <tr><td>{@code <recipe>!}</td><td>lease on its computation:
 * {@code <token>:<expiry in ms, by the clock of Redis>}</td></tr> <tr><td>{@code outdated}</td><td>number of changes
 * after which a ranking may still be shown while a new one is made</td></tr> <tr><td>{@code invalid}</td><td>number of
 * changes after which a ranking must not be shown</td></tr>
 * </table>
 *
 * <p>A ranking whose computation started before a change carries a lower counter than the hash, however late it is
 * stored. So no change is ever missed, and no change has to wait for a computation in progress (leases after Nishtala
 * et al., "Scaling Memcache at Facebook", 2013).
 */
@Component
public class SnapshotStore {

    private static final String OUTDATED = "outdated";
    private static final String INVALID = "invalid";
    private static final String LEASED = "!";

    private final Cache cache;
    private final RankingProperties properties;

    SnapshotStore(Cache cache, RankingProperties properties) {
        this.cache = cache;
        this.properties = properties;
    }

    /** Returns the stored state of each ranking; rankings that are not stored are absent. One round trip. */
    public Map<RankingKey, Kept> find(Collection<RankingKey> keys) {
        Map<RankingKey, Kept> found = new HashMap<>();
        List<RankingKey> ordered = List.copyOf(keys);
        List<Map<String, byte[]>> answers = together("get", ordered, SnapshotStore::some);
        for (int index = 0; index < answers.size(); index++) {
            Kept kept = Kept.of(ordered.get(index), answers.get(index));
            if (kept != null) {
                found.put(ordered.get(index), kept);
            }
        }
        return found;
    }

    /**
     * Returns the stored state of each ranking, and all stored snapshots of some viewers. For viewers not in {@code
     * inFull}, also acquires the lease of every ranking that has no valid snapshot and is not being computed elsewhere.
     * One round trip.
     *
     * @param inFull viewers whose snapshots of all recipes are returned
     * @param token unique token of this attempt, see {@link #lease}
     */
    public StoredRankings find(Collection<RankingKey> keys, Set<Long> inFull, String token) {
        List<RankingKey> ordered = List.copyOf(keys);
        List<Answer> answers = together("get", ordered, (pipeline, key) -> {
            if (inFull.contains(key.viewer().value())) {
                Supplier<Map<String, byte[]>> all =
                        all(pipeline.hgetAll(hash(key.viewer().value())));
                return () -> new Answer(all.get(), null);
            }
            // In this order, an invalidation between the two commands is not missed, and no unneeded lease is
            // acquired.
            Response<Object> leased = lease(pipeline, key, SnapshotScripts.NONE_VALID, token);
            Supplier<Map<String, byte[]>> some = some(pipeline, key);
            return () -> new Answer(some.get(), given(leased.get()));
        });
        Map<RankingKey, Kept> found = new HashMap<>();
        Map<Long, Map<String, byte[]>> full = new HashMap<>();
        Map<RankingKey, Counts> given = new HashMap<>();
        for (int index = 0; index < answers.size(); index++) {
            RankingKey key = ordered.get(index);
            Map<String, byte[]> fields = answers.get(index).fields();
            Kept kept = Kept.of(key, fields);
            if (kept != null) {
                found.put(key, kept);
            }
            if (answers.get(index).given() instanceof Counts counts) {
                given.put(key, counts);
            }
            if (inFull.contains(key.viewer().value())) {
                full.put(key.viewer().value(), fields);
            }
        }
        return new StoredRankings(found, full, answers.isEmpty() ? null : new Lease(token, given));
    }

    private Response<Object> lease(AbstractPipeline pipeline, RankingKey key, byte[] replaced, String token) {
        return pipeline.eval(
                SnapshotScripts.LEASE,
                List.of(hash(key.viewer().value())),
                List.of(
                        bytes(key.recipe()),
                        replaced,
                        bytes(token),
                        number(properties.patience()),
                        number(properties.patience().multipliedBy(2))));
    }

    /** Returns the counters if the lease was acquired, otherwise null. */
    private static @Nullable Counts given(@Nullable Object answer) {
        return answer instanceof List<?> leased && Long.valueOf(1).equals(leased.getFirst())
                ? new Counts((Long) leased.get(1), (Long) leased.get(2))
                : null;
    }

    private static Supplier<Map<String, byte[]>> some(AbstractPipeline pipeline, RankingKey key) {
        List<String> names = List.of(OUTDATED, INVALID, key.recipe());
        Response<List<byte[]>> values = pipeline.hmget(
                hash(key.viewer().value()),
                names.stream().map(SnapshotStore::bytes).toArray(byte[][]::new));
        return () -> {
            Map<String, byte[]> fields = new HashMap<>();
            for (int index = 0; index < names.size(); index++) {
                byte @Nullable [] value = values.get().get(index);
                if (value != null) {
                    fields.put(names.get(index), value);
                }
            }
            return fields;
        };
    }

    private static Supplier<Map<String, byte[]>> all(Response<Map<byte[], byte[]>> answer) {
        return () -> {
            Map<String, byte[]> fields = new HashMap<>();
            answer.get().forEach((name, value) -> fields.put(new String(name, StandardCharsets.UTF_8), value));
            return fields;
        };
    }

    /**
     * Acquires the leases of rankings that are not being computed elsewhere. One round trip.
     *
     * @param token unique token of this attempt
     * @return acquired leases; null if Redis is unavailable
     */
    @Nullable
    Lease lease(Collection<RankingRequest> rankings, String token) {
        List<RankingRequest> ordered = List.copyOf(rankings);
        List<Object> answers = together(
                "lease",
                ordered,
                (pipeline, due) -> lease(
                        pipeline,
                        due.key(),
                        due.replaces() == RankingRequest.NOTHING
                                ? new byte[0]
                                : ByteBuffer.allocate(Long.BYTES)
                                        .putLong(due.replaces())
                                        .array(),
                        token));
        if (answers.isEmpty()) {
            return null;
        }
        Map<RankingKey, Counts> given = new HashMap<>();
        for (int index = 0; index < answers.size(); index++) {
            if (given(answers.get(index)) instanceof Counts counts) {
                given.put(ordered.get(index).key(), counts);
            }
        }
        return new Lease(token, given);
    }

    /** Stores rankings whose leases were acquired and have not expired. One round trip. */
    void keep(Map<RankingKey, Stored> rankings, Lease lease) {
        this.<Object, Map.Entry<RankingKey, Stored>>together(
                "put",
                List.copyOf(rankings.entrySet()),
                (pipeline, ranking) -> pipeline.eval(
                        SnapshotScripts.KEEP,
                        List.of(hash(ranking.getKey().viewer().value())),
                        List.of(
                                bytes(ranking.getKey().recipe()),
                                bytes(lease.token()),
                                ranking.getValue().encode(),
                                number(spread(
                                        properties.kept(), ranking.getValue().snapshot())))));
    }

    /**
     * Marks all rankings of these viewers as outdated: each may still be shown while a new one is made. One round trip.
     */
    void outdate(Collection<Long> viewers) {
        count(viewers, OUTDATED);
    }

    /**
     * Invalidates all rankings of these viewers: none may be shown any more, but cursors into them stay valid. One
     * round trip.
     */
    void invalidate(Collection<Long> viewers) {
        count(viewers, INVALID);
    }

    private void count(Collection<Long> viewers, String counter) {
        this.<Object, Long>together(
                "forget",
                List.copyOf(viewers),
                (pipeline, viewer) ->
                        pipeline.eval(SnapshotScripts.COUNT, List.of(hash(viewer)), List.of(bytes(counter))));
    }

    /** Returns a duration up to a tenth shorter or longer, so that snapshots stored together do not expire together. */
    public static Duration spread(Duration time, Snapshot snapshot) {
        long tenth = Math.max(1, time.toMillis() / 10);
        return time.plusMillis(Math.floorMod((snapshot.number() * 0x9E3779B97F4A7C15L) >>> 20, 2 * tenth) - tenth);
    }

    /**
     * Runs one command per key, in one round trip. Returns the answers in the order of the keys; empty if Redis is
     * unavailable.
     */
    private <T, K> List<T> together(String operation, List<K> keys, Command<T, K> command) {
        if (keys.isEmpty()) {
            return List.of();
        }
        return cache.together(operation, List.of(), pipeline -> {
            List<Supplier<T>> answers =
                    keys.stream().map(key -> command.queue(pipeline, key)).toList();
            Supplier<List<T>> all = () -> {
                List<T> values = new ArrayList<>();
                answers.forEach(answer -> values.add(answer.get()));
                return values;
            };
            return all;
        });
    }

    private static byte[] hash(long viewer) {
        return bytes("mutuals:suggestion:{" + viewer + "}");
    }

    private static byte[] number(Duration time) {
        return bytes(Long.toString(time.toMillis()));
    }

    private static long number(byte @Nullable [] text) {
        return text == null ? 0 : Long.parseLong(new String(text, StandardCharsets.US_ASCII));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @FunctionalInterface
    private interface Command<T, K> {
        Supplier<T> queue(AbstractPipeline pipeline, K key);
    }

    /** Numbers of changes of either kind. */
    public record Counts(long outdated, long invalid) {
        static final Counts NONE = new Counts(0, 0);
    }

    /** Snapshot with the counters as of the start of its computation. */
    public record Stored(Snapshot snapshot, Counts counts) {

        byte[] encode() {
            byte[] snapshot = SnapshotCodec.encode(this.snapshot);
            return ByteBuffer.allocate(16 + snapshot.length)
                    .putLong(counts.outdated)
                    .putLong(counts.invalid)
                    .put(snapshot)
                    .array();
        }

        static @Nullable Stored decode(byte @Nullable [] value) {
            if (value == null || value.length < 16) {
                return null;
            }
            ByteBuffer bytes = ByteBuffer.wrap(value);
            Counts counts = new Counts(bytes.getLong(), bytes.getLong());
            byte[] rest = new byte[bytes.remaining()];
            bytes.get(rest);
            Snapshot snapshot = SnapshotCodec.decode(rest);
            return snapshot == null ? null : new Stored(snapshot, counts);
        }
    }

    /**
     * Result of a lookup.
     *
     * @param kept latest state of each requested ranking; rankings that are not stored are absent
     * @param full all fields, by viewer requested in full
     * @param lease acquired leases of rankings to be computed by the caller; null if Redis is unavailable
     */
    public record StoredRankings(
            Map<RankingKey, Kept> kept,
            Map<Long, Map<String, byte[]>> full,
            @Nullable Lease lease) {

        /**
         * Returns the snapshot with this number of a viewer requested in full, even if it was replaced or made by
         * another recipe; null if it is no longer stored.
         */
        @Nullable
        public Snapshot numbered(long viewer, long number) {
            for (Map.Entry<String, byte[]> field :
                    full.getOrDefault(viewer, Map.of()).entrySet()) {
                Stored stored = field.getKey().endsWith(LEASED) ? null : Stored.decode(field.getValue());
                if (stored != null && stored.snapshot().number() == number) {
                    return stored.snapshot();
                }
            }
            return null;
        }
    }

    /** Answer of Redis for one ranking. */
    private record Answer(
            Map<String, byte[]> fields, @Nullable Counts given) {}

    /**
     * Leases on the computation of rankings.
     *
     * @param given acquired rankings, with the counters at that time
     */
    public record Lease(String token, Map<RankingKey, Counts> given) {}

    /** Stored state of a ranking: its latest snapshot and the current counters. */
    public record Kept(Stored latest, Counts counts) {

        private static @Nullable Kept of(RankingKey key, Map<String, byte[]> fields) {
            Stored latest = Stored.decode(fields.get(key.recipe()));
            return latest == null
                    ? null
                    : new Kept(
                            latest,
                            new Counts(
                                    SnapshotStore.number(fields.get(OUTDATED)),
                                    SnapshotStore.number(fields.get(INVALID))));
        }

        /** Returns the number of the latest snapshot, for a {@link RankingRequest} that replaces it. */
        public static long number(@Nullable Kept kept) {
            return kept == null
                    ? RankingRequest.NOTHING
                    : kept.latest().snapshot().number();
        }

        /** Returns whether the latest snapshot may be shown. */
        public boolean isValid() {
            return latest.counts().invalid() == counts.invalid();
        }

        /** Returns whether the latest snapshot may be shown and is not outdated. */
        public boolean isCurrent() {
            return isValid() && latest.counts().outdated() == counts.outdated();
        }
    }
}
