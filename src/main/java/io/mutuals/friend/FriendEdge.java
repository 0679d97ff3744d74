package io.mutuals.friend;

import io.mutuals.api.Edge;
import io.mutuals.user.User;
import java.time.Instant;

/** A friend in a list of friends. */
public record FriendEdge(String cursor, User node, Instant since) implements Edge<User> {}
