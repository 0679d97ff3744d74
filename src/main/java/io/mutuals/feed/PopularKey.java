package io.mutuals.feed;

import io.mutuals.api.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A list of popular videos.
 *
 * @param region the region of those who like them; null for users everywhere
 * @param band the name of the {@link io.mutuals.user.AgeBand} of those who like them
 * @param member a user in that band
 */
record PopularKey(@Nullable String region, String band, UserId member) {}
