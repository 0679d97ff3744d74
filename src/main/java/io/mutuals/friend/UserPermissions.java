package io.mutuals.friend;

/** What a viewer may do to a user, as a mutation would decide it now. */
record UserPermissions(boolean sendFriendRequest, boolean message, boolean seeFriends) {}
