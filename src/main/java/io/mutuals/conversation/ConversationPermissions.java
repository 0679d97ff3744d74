package io.mutuals.conversation;

/** What a viewer may do in a conversation, as a mutation would decide it now. */
record ConversationPermissions(boolean send, boolean shareVideo, boolean manage, boolean changeRoles, boolean leave) {}
