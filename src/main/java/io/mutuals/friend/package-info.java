/** Friendships and friend requests, mutual friends, and how two people are connected. */
@NullMarked
package io.mutuals.friend;

import org.jspecify.annotations.NullMarked;
