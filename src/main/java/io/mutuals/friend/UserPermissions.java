package io.mutuals.friend;

/**
 * What a viewer may do to a user, as a mutation would decide it now.
 *
 * @param standing what lies between the two, for what other features add
 */
public record UserPermissions(boolean sendFriendRequest, boolean seeFriends, Relationship standing) {}
