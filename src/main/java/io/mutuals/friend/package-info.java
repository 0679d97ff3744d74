/** Friendships, friend requests, blocks and friend links; mutual friends, and paths between users. */
@NullMarked
package io.mutuals.friend;

import org.jspecify.annotations.NullMarked;
