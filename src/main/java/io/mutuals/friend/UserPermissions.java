package io.mutuals.friend;

/**
 * The mutations that a viewer may apply to a user.
 *
 * @param relationship the relationship of the two, for fields that other features add
 */
public record UserPermissions(boolean sendFriendRequest, boolean seeFriends, Relationship relationship) {}
