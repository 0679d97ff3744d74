package io.mutuals.suggestion.ranking;

import io.mutuals.api.UserId;
import io.mutuals.cache.Cache;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.SetParams;

/**
 * Viewers who have recently requested suggestions, on any replica. Views are collected in memory and written to Redis
 * periodically, so that a read costs no round trip.
 *
 * <table>
 *   <caption>Keys</caption>
 *   <tr><th>key</th><th>type</th><th>expires after</th></tr>
 *   <tr><td>{@code mutuals:suggestions:recent}</td><td>sorted set of {@code <viewer>:<strategy>} scored by the time of
 *     the last view in ms; the {@value #MAX_VIEWERS} latest</td><td>{@code recent}</td></tr>
 *   <tr><td>{@code mutuals:suggestions:warming}</td><td>string; lease of the replica that precomputes rankings</td>
 *     <td>{@code warmEvery}</td></tr>
 * </table>
 */
@Component
public class RecentViewers {

    static final String RECENT = "mutuals:suggestions:recent";
    private static final String WARMING = "mutuals:suggestions:warming";
    private static final int MAX_VIEWERS = 10_000;

    private final Cache cache;
    private final RankingProperties properties;
    private final InstantSource clock;
    private final Map<RankingKey, Instant> viewed = new ConcurrentHashMap<>();

    RecentViewers(Cache cache, RankingProperties properties, InstantSource clock) {
        this.cache = cache;
        this.properties = properties;
        this.clock = clock;
    }

    /** Records that a viewer has just requested a ranking. Never blocks. */
    public void recordView(RankingKey key) {
        if (viewed.size() < MAX_VIEWERS || viewed.containsKey(key)) {
            viewed.put(key, clock.instant());
        }
    }

    /** Writes the collected views to Redis; one round trip, or none if there are none. */
    void flush() {
        Map<String, Double> scores = new HashMap<>();
        viewed.forEach((key, at) -> {
            if (viewed.remove(key, at)) {
                scores.put(key.viewer() + ":" + key.recipe(), (double) at.toEpochMilli());
            }
        });
        if (scores.isEmpty()) {
            return;
        }
        cache.together("recent", Optional.empty(), pipeline -> {
            List<Response<Long>> answers = List.of(
                    pipeline.zadd(RECENT, scores),
                    pipeline.zremrangeByRank(RECENT, 0, -MAX_VIEWERS - 1),
                    pipeline.pexpire(RECENT, properties.recent().toMillis()));
            return () -> {
                answers.forEach(Response::get);
                return Optional.empty();
            };
        });
    }

    /**
     * Returns the rankings to precompute, most recently viewed first; empty while another replica precomputes, or if
     * Redis is unavailable. One round trip.
     */
    List<RankingKey> claimForWarming() {
        long since = clock.instant().minus(properties.recent()).toEpochMilli();
        return cache.together("recent", List.<RankingKey>of(), pipeline -> {
            Response<String> lease = pipeline.set(
                    WARMING,
                    "1",
                    SetParams.setParams().nx().px(properties.warmEvery().toMillis()));
            Response<List<String>> members =
                    pipeline.zrevrangeByScore(RECENT, Double.POSITIVE_INFINITY, (double) since);
            return () -> lease.get() == null
                    ? List.of()
                    : members.get().stream().map(RecentViewers::key).toList();
        });
    }

    private static RankingKey key(String member) {
        int colon = member.indexOf(':');
        return new RankingKey(new UserId(Long.parseLong(member.substring(0, colon))), member.substring(colon + 1));
    }
}
