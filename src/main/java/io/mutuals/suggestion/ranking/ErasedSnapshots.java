package io.mutuals.suggestion.ranking;

import io.mutuals.cache.KeyScan;
import io.mutuals.erasure.ErasedUser;
import io.mutuals.erasure.ErasureStep;
import io.mutuals.erasure.StoredIds;
import io.mutuals.suggestion.ranking.Snapshot.Place;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Erases the rankings of a user from Redis, and those of others that contain the user. Walks over all stored rankings,
 * because nothing tells which contain whom.
 */
@Component
class ErasedSnapshots implements ErasureStep, StoredIds {

    private static final String RANKINGS = "mutuals:suggestion:{*}";
    private static final String PREFIX = "mutuals:suggestion:{";

    /** The counters of a ranking precede it. */
    private static final int COUNTERS = 2 * Long.BYTES;

    private final KeyScan keys;

    ErasedSnapshots(KeyScan keys) {
        this.keys = keys;
    }

    @Override
    public Phase phase() {
        return Phase.CACHE;
    }

    @Override
    public boolean eraseBatch(ErasedUser user) {
        String number = Long.toString(user.user().value());
        keys.values().unlink(PREFIX + number + "}");
        List<String> recent = keys.values().zrange(RecentViewers.RECENT, 0, -1).stream()
                .filter(member -> member.startsWith(number + ":"))
                .toList();
        if (!recent.isEmpty()) {
            keys.values().zrem(RecentViewers.RECENT, recent.toArray(String[]::new));
        }
        keys.eachBatch(RANKINGS, batch -> erase(batch, user.user().value()));
        return false;
    }

    private void erase(Collection<String> rankings, long user) {
        for (String ranking : rankings) {
            byte[] key = ranking.getBytes(StandardCharsets.UTF_8);
            List<byte[]> fields = keys.values().hgetAll(key).entrySet().stream()
                    .filter(field -> candidates(field.getValue()).contains(user))
                    .map(Map.Entry::getKey)
                    .toList();
            if (!fields.isEmpty()) {
                keys.values().hdel(key, fields.toArray(byte[][]::new));
            }
        }
    }

    @Override
    public boolean areIn(String key) {
        return key.startsWith(PREFIX);
    }

    @Override
    public Set<Long> of(byte[] value) {
        return candidates(value);
    }

    private static Set<Long> candidates(byte[] value) {
        @Nullable
        Snapshot snapshot = value.length <= COUNTERS
                ? null
                : SnapshotCodec.decode(Arrays.copyOfRange(value, COUNTERS, value.length));
        return snapshot == null
                ? Set.of()
                : snapshot.places().stream().map(Place::candidate).collect(Collectors.toSet());
    }
}
