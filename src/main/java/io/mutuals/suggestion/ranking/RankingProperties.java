package io.mutuals.suggestion.ranking;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of how long rankings last, and when they are made again.
 *
 * @param fresh age after which a ranking is outdated; varies by a tenth between rankings
 * @param kept age after which a ranking is neither shown nor paged through; varies likewise by a tenth
 * @param pause minimum age of a ranking before an outdated one is recomputed
 * @param patience the longest that one replica may compute a ranking before another takes over
 * @param recent how long after a viewer's last visit their rankings are still precomputed
 * @param warmEvery the interval at which one replica renews those rankings
 */
@ConfigurationProperties("mutuals.suggestion")
public record RankingProperties(
        @DefaultValue("10m") Duration fresh,
        @DefaultValue("1h") Duration kept,
        @DefaultValue("5s") Duration pause,
        @DefaultValue("2s") Duration patience,
        @DefaultValue("1h") Duration recent,
        @DefaultValue("30s") Duration warmEvery) {}
