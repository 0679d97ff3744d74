package io.mutuals.conversation;

/** The actions that the viewer may take in a conversation, by the rules of the mutations. */
record ConversationPermissions(boolean send, boolean shareVideo, boolean manage, boolean changeRoles, boolean leave) {}
