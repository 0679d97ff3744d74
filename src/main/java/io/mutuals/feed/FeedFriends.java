package io.mutuals.feed;

import io.mutuals.memory.IdSet;
import java.time.Instant;
import java.util.List;

/**
 * What the friends of a viewer did.
 *
 * @param candidates the videos, in no particular order
 * @param closeFriends the viewer's list of close friends
 * @param until no activity is later
 */
record FeedFriends(List<FeedCandidate> candidates, IdSet closeFriends, Instant until) {}
