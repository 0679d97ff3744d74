package io.mutuals.suggestion.ranking;

import java.nio.charset.StandardCharsets;

/** Lua scripts of {@link SnapshotStore}. Each runs atomically on the hash of one viewer, KEYS[1]. */
final class SnapshotScripts {

    /** Value of ARGV[2] of {@link #LEASE} that acquires the lease only if no snapshot is valid. */
    static final byte[] NONE_VALID = bytes("none valid");

    /**
     * Acquires the lease of ranking ARGV[1] for token ARGV[3] and ARGV[4] ms, unless it is held or the ranking has been
     * made meanwhile. It has been made if the number of the latest snapshot differs from ARGV[2] or, for {@link
     * #NONE_VALID}, if the latest snapshot is valid. A new hash expires after ARGV[5] ms. Returns {1 or 0, outdated,
     * invalid}.
     */
    static final byte[] LEASE = bytes("""
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local counts = redis.call('HMGET', KEYS[1], 'outdated', 'invalid')
            local granted = 1
            local latest = redis.call('HGET', KEYS[1], ARGV[1])
            local lease = redis.call('HGET', KEYS[1], ARGV[1] .. '!')
            local done
            if ARGV[2] == 'none valid' then
              done = latest and struct.unpack('>i8', latest, 9) == (tonumber(counts[2]) or 0)
            else
              done = (latest and string.sub(latest, 18, 25) or '') ~= ARGV[2]
            end
            if done or (lease and tonumber(string.match(lease, ':(%d+)$')) > now) then
              granted = 0
            else
              redis.call('HSET', KEYS[1], ARGV[1] .. '!', ARGV[3] .. ':' .. string.format('%.0f', now + ARGV[4]))
              if redis.call('PTTL', KEYS[1]) < 0 then
                redis.call('PEXPIRE', KEYS[1], ARGV[5])
              end
            end
            return {granted, tonumber(counts[1]) or 0, tonumber(counts[2]) or 0}
            """);

    /**
     * Stores ARGV[3] as the latest snapshot of ARGV[1], to expire after ARGV[4] ms, if token ARGV[2] still holds the
     * lease, and releases the lease. Returns 1 if stored, otherwise 0.
     */
    static final byte[] KEEP = bytes("""
            local lease = redis.call('HGET', KEYS[1], ARGV[1] .. '!')
            if not lease or string.match(lease, '^(.*):') ~= ARGV[2] then
              return 0
            end
            local before = redis.call('HGET', KEYS[1], ARGV[1])
            if before then
              redis.call('HSET', KEYS[1], ARGV[1] .. '~', before)
            end
            redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
            redis.call('HDEL', KEYS[1], ARGV[1] .. '!')
            redis.call('PEXPIRE', KEYS[1], ARGV[4])
            return 1
            """);

    /** Increments counter ARGV[1] if the hash exists; without one there is no ranking to invalidate. */
    static final byte[] COUNT = bytes("""
            if redis.call('EXISTS', KEYS[1]) == 1 then
              redis.call('HINCRBY', KEYS[1], ARGV[1], 1)
            end
            return 0
            """);

    private SnapshotScripts() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
