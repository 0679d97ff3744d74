package io.mutuals.video;

import io.mutuals.api.Edge;
import io.mutuals.user.User;

/** A user in a list of users who reposted a video. */
record ReposterEdge(String cursor, User node, Repost repost) implements Edge<User> {}
