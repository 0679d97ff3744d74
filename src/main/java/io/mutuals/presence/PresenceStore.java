package io.mutuals.presence;

import io.mutuals.cache.Cache;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.resps.Tuple;

/**
 * Keeps in Redis which users are online.
 *
 * <table>
 *   <caption>Keys; the user is the hash tag. A user is online as long as one replica reports them</caption>
 *   <tr><th>key</th><th>type</th><th>expires after</th></tr>
 *   <tr><td>{@code mutuals:presence:{<user>}}</td>
 *     <td>sorted set: replicas by the millisecond until which their report is valid</td><td>{@code ttl}</td></tr>
 *   <tr><td>{@code mutuals:presence:{<user>}:at}</td><td>string: the millisecond when the user was last
 * online</td><td>{@code kept}</td></tr>
 * </table>
 */
@Component
class PresenceStore {

    private final Cache cache;
    private final PresenceProperties properties;
    private final InstantSource clock;
    private final String replica = UUID.randomUUID().toString();

    PresenceStore(Cache cache, PresenceProperties properties, InstantSource clock) {
        this.cache = cache;
        this.properties = properties;
        this.clock = clock;
    }

    /** Reports that users have a live connection to this replica; one round trip. */
    void online(Collection<Long> users) {
        write("presence.here", users, (pipeline, user, now) -> {
            pipeline.zremrangeByScore(key(user), 0, (double) now);
            pipeline.zadd(key(user), (double) (now + properties.ttl().toMillis()), replica);
            pipeline.pexpire(key(user), properties.ttl().toMillis());
        });
    }

    /** Withdraws this replica's report of users; reports of other replicas remain. One round trip. */
    void offline(Collection<Long> users) {
        write("presence.gone", users, (pipeline, user, now) -> pipeline.zrem(key(user), replica));
    }

    private void write(String operation, Collection<Long> users, Write write) {
        if (users.isEmpty()) {
            return;
        }
        long now = clock.millis();
        cache.<@Nullable Void>together(operation, null, pipeline -> {
            for (long user : users) {
                write.write(pipeline, user, now);
                pipeline.set(
                        at(user),
                        Long.toString(now),
                        SetParams.setParams().px(properties.kept().toMillis()));
            }
            return () -> null;
        });
    }

    /** Returns the presence of users by number; null if Redis cannot tell. One round trip. */
    @Nullable
    Map<Long, Presence> find(Collection<Long> users) {
        long now = clock.millis();
        List<Long> ordered = List.copyOf(users);
        return cache.<@Nullable Map<Long, Presence>>together("presence.find", null, pipeline -> {
            List<Supplier<Presence>> answers =
                    ordered.stream().map(user -> ask(pipeline, user, now)).toList();
            return () -> {
                Map<Long, Presence> found = new HashMap<>();
                for (int index = 0; index < ordered.size(); index++) {
                    found.put(ordered.get(index), answers.get(index).get());
                }
                return found;
            };
        });
    }

    private static Supplier<Presence> ask(AbstractPipeline pipeline, long user, long now) {
        Response<List<Tuple>> last = pipeline.zrevrangeWithScores(key(user), 0, 0);
        Response<String> at = pipeline.get(at(user));
        return () -> {
            long until = last.get().isEmpty() ? 0 : (long) last.get().getFirst().getScore();
            @Nullable String seen = at.get();
            Instant lastActive = seen == null ? null : Instant.ofEpochMilli(Long.parseLong(seen));
            return until > now
                    ? new Presence(PresenceState.ONLINE, lastActive, Instant.ofEpochMilli(until))
                    : new Presence(PresenceState.OFFLINE, lastActive, null);
        };
    }

    /** Returns the key of the replicas that report a user. */
    static String key(long user) {
        return "mutuals:presence:{" + user + "}";
    }

    /** Returns the key of the time when a user was last online. */
    static String at(long user) {
        return key(user) + ":at";
    }

    private interface Write {
        void write(AbstractPipeline pipeline, long user, long now);
    }
}
