package io.mutuals.suggestion.ranking;

import io.mutuals.cache.Cache;
import io.mutuals.suggestion.evidence.SuggestionProperties;
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
 * Keeps snapshots in Redis, and sees to it that one replica computes a ranking while the others wait for it.
 *
 * <p>Everything of one viewer is one hash, {@code mutuals:suggestion:{<viewer>}}, which goes {@code kept} after its last ranking was stored:
 *
 * <table>
 *   <caption>Fields</caption>
 *   <tr><th>field</th><th>value</th></tr>
 *   <tr><td>{@code <recipe>}</td><td>the latest snapshot, behind the two counters below as they were when it was begun (8 + 8)</td></tr>
 *   <tr><td>{@code <recipe>~}</td><td>the snapshot before it, for cursors into it</td></tr>
 *   <tr><td>{@code <recipe>!}</td><td>who computes it now: {@code <token>:<ends at, in ms of Redis' clock>}</td></tr>
 *   <tr><td>{@code outdated}</td><td>counts changes after which a ranking may still be shown while a new one is made</td></tr>
 *   <tr><td>{@code invalid}</td><td>counts changes after which it may not</td></tr>
 * </table>
 *
 * <p>A ranking that was begun before a change carries an older count than the hash, however late it is stored; so no change is
 * ever missed, and none need wait for a computation under way (leases, after Nishtala et al., "Scaling Memcache at Facebook", 2013).
 */
@Component
public class SnapshotStore {

    private static final String OUTDATED = "outdated";
    private static final String INVALID = "invalid";
    private static final String LEASED = "!";

    private final Cache cache;
    private final SuggestionProperties properties;

    SnapshotStore(Cache cache, SuggestionProperties properties) {
        this.cache = cache;
        this.properties = properties;
    }

    /** What is kept of each ranking; one round trip. Rankings of which nothing is kept are absent. */
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
     * The same; all that is kept of some of the viewers, by whatever recipe; and the work on rankings of the others of which there is none
     * that may be shown, unless somebody has it. One round trip.
     *
     * @param token of this attempt alone, see {@link #lease}
     */
    public Found find(Collection<RankingKey> keys, Set<Long> inFull, String token) {
        List<RankingKey> ordered = List.copyOf(keys);
        List<Answer> answers = together("get", ordered, (pipeline, key) -> {
            if (inFull.contains(key.viewer())) {
                Supplier<Map<String, byte[]>> all = all(pipeline.hgetAll(hash(key.viewer())));
                return () -> new Answer(all.get(), null);
            }
            // In this order: what becomes invalid in between is missed by nobody, and no work is given that is not
            // wanted.
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
            if (inFull.contains(key.viewer())) {
                full.put(key.viewer(), fields);
            }
        }
        return new Found(found, full, answers.isEmpty() ? null : new Lease(token, given));
    }

    private Response<Object> lease(AbstractPipeline pipeline, RankingKey key, byte[] insteadOf, String token) {
        return pipeline.eval(
                SnapshotScripts.LEASE,
                List.of(hash(key.viewer())),
                List.of(
                        bytes(key.recipe()),
                        insteadOf,
                        bytes(token),
                        number(properties.patience()),
                        number(properties.patience().multipliedBy(2))));
    }

    /** What the changes are counted at, if the work was given. */
    private static @Nullable Counts given(@Nullable Object answer) {
        return answer instanceof List<?> leased && Long.valueOf(1).equals(leased.getFirst())
                ? new Counts((Long) leased.get(1), (Long) leased.get(2))
                : null;
    }

    private static Supplier<Map<String, byte[]>> some(AbstractPipeline pipeline, RankingKey key) {
        List<String> names = List.of(OUTDATED, INVALID, key.recipe());
        Response<List<byte[]>> values = pipeline.hmget(
                hash(key.viewer()), names.stream().map(SnapshotStore::bytes).toArray(byte[][]::new));
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
     * Asks for the work on rankings; one round trip.
     *
     * @param token of this attempt alone
     * @return those that were given; null when Redis is away
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
                        due.insteadOf() == RankingRequest.NOTHING
                                ? new byte[0]
                                : ByteBuffer.allocate(Long.BYTES)
                                        .putLong(due.insteadOf())
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

    /** Stores rankings that were given by a lease; one round trip. */
    void keep(Map<RankingKey, Stored> rankings, Lease lease) {
        this.<Object, Map.Entry<RankingKey, Stored>>together(
                "put",
                List.copyOf(rankings.entrySet()),
                (pipeline, ranking) -> pipeline.eval(
                        SnapshotScripts.KEEP,
                        List.of(hash(ranking.getKey().viewer())),
                        List.of(
                                bytes(ranking.getKey().recipe()),
                                bytes(lease.token()),
                                ranking.getValue().encode(),
                                number(spread(
                                        properties.kept(), ranking.getValue().snapshot())))));
    }

    /** A ranking of each viewer may still be shown while a new one is made; one round trip. */
    void outdate(Collection<Long> viewers) {
        count(viewers, OUTDATED);
    }

    /** No ranking of each viewer may be shown any more; cursors into them stay good; one round trip. */
    void invalidate(Collection<Long> viewers) {
        count(viewers, INVALID);
    }

    private void count(Collection<Long> viewers, String what) {
        this.<Object, Long>together(
                "forget",
                List.copyOf(viewers),
                (pipeline, viewer) ->
                        pipeline.eval(SnapshotScripts.COUNT, List.of(hash(viewer)), List.of(bytes(what))));
    }

    /** A time up to a tenth shorter or longer, so that what was stored together does not end together. */
    public static Duration spread(Duration time, Snapshot snapshot) {
        long tenth = Math.max(1, time.toMillis() / 10);
        return time.plusMillis(Math.floorMod((snapshot.number() * 0x9E3779B97F4A7C15L) >>> 20, 2 * tenth) - tenth);
    }

    /** The answers to one thing asked for each key, in their order; empty when Redis is away. */
    private <T, K> List<T> together(String operation, List<K> keys, Asking<T, K> asking) {
        if (keys.isEmpty()) {
            return List.of();
        }
        return cache.together(operation, List.of(), pipeline -> {
            List<Supplier<T>> answers =
                    keys.stream().map(key -> asking.ask(pipeline, key)).toList();
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
    private interface Asking<T, K> {
        Supplier<T> ask(AbstractPipeline pipeline, K key);
    }

    /** How many changes there have been, of either kind. */
    record Counts(long outdated, long invalid) {
        static final Counts NONE = new Counts(0, 0);
    }

    /** A snapshot with what the changes were counted at when it was begun. */
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
     * What was found.
     *
     * @param kept the latest of each ranking that was asked for
     * @param full all fields of the viewers who were asked for
     * @param lease of the rankings to be made by whoever asked; null when Redis is away
     */
    public record Found(
            Map<RankingKey, Kept> kept,
            Map<Long, Map<String, byte[]>> full,
            @Nullable Lease lease) {

        /** The snapshot of a viewer with this number, be it replaced or of a recipe that they do not get any more; null when it is gone. */
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

    /** What Redis answers for one ranking. */
    private record Answer(
            Map<String, byte[]> fields, @Nullable Counts given) {}

    /**
     * The work on rankings, given to one who asked.
     *
     * @param given with what the changes are counted at
     */
    record Lease(String token, Map<RankingKey, Counts> given) {}

    /** What is kept of one ranking. */
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

        /** The number of the latest snapshot, for one to be made in its place. */
        public static long number(@Nullable Kept kept) {
            return kept == null
                    ? RankingRequest.NOTHING
                    : kept.latest().snapshot().number();
        }

        /** Whether nothing has happened that forbids to show the latest. */
        public boolean isValid() {
            return latest.counts().invalid() == counts.invalid();
        }

        /** Whether nothing has happened that would change the latest. */
        public boolean isCurrent() {
            return isValid() && latest.counts().outdated() == counts.outdated();
        }
    }
}
