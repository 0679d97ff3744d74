package io.mutuals.suggestion.ranking;

import io.mutuals.cache.Cache;
import io.mutuals.suggestion.evidence.SuggestionProperties;
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
 * Who has looked at suggestions of late, on any replica. Looking is noted here, and told to Redis from time to time, so that it costs a
 * read no call.
 *
 * <table>
 *   <caption>Keys</caption>
 *   <tr><th>key</th><th>type</th><th>expires after</th></tr>
 *   <tr><td>{@code mutuals:suggestions:recent}</td><td>sorted set of {@code <viewer>:<strategy>} by when they last looked, in ms; the
 *     {@value #MOST} latest</td><td>{@code recent}</td></tr>
 *   <tr><td>{@code mutuals:suggestions:warming}</td><td>string; there while a replica sees to it that rankings are at hand</td>
 *     <td>{@code warmEvery}</td></tr>
 * </table>
 */
@Component
public class RecentViewers {

    private static final String RECENT = "mutuals:suggestions:recent";
    private static final String WARMING = "mutuals:suggestions:warming";
    private static final int MOST = 10_000;

    private final Cache cache;
    private final SuggestionProperties properties;
    private final InstantSource clock;
    private final Map<RankingKey, Instant> noted = new ConcurrentHashMap<>();

    RecentViewers(Cache cache, SuggestionProperties properties, InstantSource clock) {
        this.cache = cache;
        this.properties = properties;
        this.clock = clock;
    }

    /** Somebody looked at a ranking now. */
    public void looked(RankingKey key) {
        if (noted.size() < MOST || noted.containsKey(key)) {
            noted.put(key, clock.instant());
        }
    }

    /** Tells Redis what was noted, in one round trip. */
    void tell() {
        Map<String, Double> scores = new HashMap<>();
        noted.forEach((key, at) -> {
            if (noted.remove(key, at)) {
                scores.put(key.viewer() + ":" + key.recipe(), (double) at.toEpochMilli());
            }
        });
        if (scores.isEmpty()) {
            return;
        }
        cache.together("recent", Optional.empty(), pipeline -> {
            List<Response<Long>> answers = List.of(
                    pipeline.zadd(RECENT, scores),
                    pipeline.zremrangeByRank(RECENT, 0, -MOST - 1),
                    pipeline.pexpire(RECENT, properties.recent().toMillis()));
            return () -> {
                answers.forEach(Response::get);
                return Optional.empty();
            };
        });
    }

    /**
     * Whose rankings are to be kept at hand, the latest first; empty while another replica sees to it, or Redis is away. One round trip.
     */
    List<RankingKey> toWarm() {
        long since = clock.instant().minus(properties.recent()).toEpochMilli();
        return cache.together("recent", List.<RankingKey>of(), pipeline -> {
            Response<String> mine = pipeline.set(
                    WARMING,
                    "1",
                    SetParams.setParams().nx().px(properties.warmEvery().toMillis()));
            Response<List<String>> members =
                    pipeline.zrevrangeByScore(RECENT, Double.POSITIVE_INFINITY, (double) since);
            return () -> mine.get() == null
                    ? List.of()
                    : members.get().stream().map(RecentViewers::key).toList();
        });
    }

    private static RankingKey key(String member) {
        int colon = member.indexOf(':');
        return new RankingKey(Long.parseLong(member.substring(0, colon)), member.substring(colon + 1));
    }
}
